// Asks Prism whether each body in the document may be a bare string. None may: all are objects or lists. With a schema that Prism
// cannot use it accepts anything. Prints the number of bodies, then the bodies that it accepts, one per line.
//
//   node control.js NODE_MODULES DOCUMENT
'use strict';

const [modules, document] = process.argv.slice(2);
const { getHttpOperationsFromSpec } = require(`${modules}/@stoplight/prism-http`);
const { validateInput, validateOutput } = require(`${modules}/@stoplight/prism-http/dist/validator`);

const headers = { 'content-type': 'application/json', 'content-length': '8' };
const refuses = (verdict) =>
  verdict._tag === 'Left' && verdict.left.some((violation) => (violation.path || [])[0] === 'body' && violation.code === 'type');

getHttpOperationsFromSpec(document).then((operations) => {
  let bodies = 0;
  const unchecked = [];
  for (const resource of operations) {
    const name = `${resource.method.toUpperCase()} ${resource.path}`;
    const control = (what, verdict) => {
      bodies++;
      if (!refuses(verdict)) unchecked.push(`${name}: ${what}`);
    };
    if (((resource.request || {}).body || {}).contents) {
      const element = { method: resource.method, url: { path: resource.path, query: {} }, headers, body: 'a string' };
      control('request', validateInput({ resource, element }));
    }
    for (const { code, contents = [] } of resource.responses) {
      if (contents.length > 0) control(code, validateOutput({ resource, element: { statusCode: +code, headers, body: 'a string' } }));
    }
  }
  console.log([`${bodies} bodies`, ...unchecked].join('\n'));
});
