<?php

declare(strict_types=1);

/**
 * A browser that is just good enough to be a customer: it fetches pages, finds their forms and fills them in. It keeps
 * cookies and follows redirects, and works with nothing but PHP's own streams.
 */
final class Browser
{
    public string $url = '';
    public int $status = 0;
    public string $html = '';

    /** @var array<string, array<string, string>> origin => name => value */
    private array $cookies = [];

    public function open(string $url): self
    {
        return $this->send('GET', $url, null);
    }

    /**
     * @param array<string, string> $form as form() returned it
     * @param array<string, string> $values what the customer types and presses, by field name
     * @param bool $follow false for a customer who closes the tab before the next page
     */
    public function submit(array $form, array $values, bool $follow = true): self
    {
        $action = self::resolve($this->url, $form['#action']);
        $fields = $values + array_filter($form, static fn (string $name): bool => $name[0] !== '#', ARRAY_FILTER_USE_KEY);

        return $form['#method'] === 'post'
            ? $this->send('POST', $action, http_build_query($fields), $follow ? 10 : 0)
            : $this->open($action . (str_contains($action, '?') ? '&' : '?') . http_build_query($fields));
    }

    /**
     * The page's first form that has that field (or button) and, where a value is given, has it with that value.
     *
     * @return array<string, string> the fields with the values they have now, and #action and #method
     */
    public function form(string $field, ?string $value = null): array
    {
        preg_match_all('~<form\b([^>]*)>(.*?)</form>~is', $this->html, $forms, PREG_SET_ORDER);
        foreach ($forms as [, $attributes, $body]) {
            preg_match_all('~<(input|select|textarea|button)\b([^>]*)>~i', $body, $tags, PREG_SET_ORDER);
            $found = false;
            $own = self::attributes($attributes);
            $form = ['#action' => $own['action'] ?? '', '#method' => strtolower($own['method'] ?? 'get')];
            foreach ($tags as [, $tag, $text]) {
                $input = self::attributes($text);
                $name = $input['name'] ?? '';
                $type = strtolower($input['type'] ?? ($tag === 'button' ? 'submit' : 'text'));
                $found = $found || ($name === $field && ($value === null || ($input['value'] ?? '') === $value));
                $pressed = in_array($type, ['submit', 'button', 'image', 'reset'], true);
                $unticked = in_array($type, ['checkbox', 'radio'], true) && !isset($input['checked']);
                if ($name !== '' && !$pressed && !$unticked) {
                    $form[$name] = $input['value'] ?? '';
                }
            }
            if ($found) {
                return $form;
            }
        }
        throw new RuntimeException("There is no form with the field \"$field\" on $this->url: " . $this->text());
    }

    /** The page as a reader sees it, in one line. */
    public function text(): string
    {
        $visible = (string) preg_replace('~<(style|script|head)\b.*?</\1>~is', ' ', $this->html);
        $visible = html_entity_decode((string) preg_replace('~<[^>]*>~', ' ', $visible), ENT_QUOTES | ENT_HTML5, 'UTF-8');

        return substr(trim((string) preg_replace('~\s+~', ' ', $visible)), 0, 500);
    }

    public function heading(): string
    {
        return preg_match('~<h1[^>]*>(.*?)</h1>~is', $this->html, $match) === 1 ? html_entity_decode($match[1], ENT_QUOTES | ENT_HTML5) : '';
    }

    /** What the page says of something in a list of terms: <dt>Status</dt><dd>…</dd>. */
    public function fact(string $term): string
    {
        return preg_match('~<dt>' . preg_quote($term, '~') . '</dt><dd>(.*?)</dd>~s', $this->html, $match) === 1 ? html_entity_decode($match[1], ENT_QUOTES | ENT_HTML5) : '';
    }

    private function send(string $method, string $url, ?string $body, int $redirects = 10): self
    {
        for ($hops = 0; $hops <= $redirects; $hops++) {
            $origin = self::origin($url);
            $cookies = http_build_query($this->cookies[$origin] ?? [], '', '; ');
            $context = stream_context_create(['http' => [
                'method' => $method,
                'header' => "Accept: text/html\r\nConnection: close\r\n" . ($cookies === '' ? '' : "Cookie: $cookies\r\n")
                    . ($body === null ? '' : 'Origin: ' . self::origin($this->url) . "\r\nContent-Type: application/x-www-form-urlencoded\r\n"),
                'content' => $body ?? '',
                'follow_location' => 0,
                'ignore_errors' => true,
                'timeout' => 20,
            ]]);
            $answer = @fopen($url, 'rb', false, $context);
            if ($answer === false) {
                throw new RuntimeException("$method $url: " . (error_get_last()['message'] ?? 'no answer'));
            }
            /** @var list<string> $lines */
            $lines = stream_get_meta_data($answer)['wrapper_data'];
            $headers = implode("\n", $lines);
            [$this->url, $this->html] = [$url, (string) stream_get_contents($answer)];
            $this->status = preg_match('~^HTTP/\S+ (\d+)~', $headers, $match) === 1 ? (int) $match[1] : 0;
            preg_match_all('~^set-cookie:\s*([^=;\s]+)=([^;\s]*)~im', $headers, $set, PREG_SET_ORDER);
            foreach ($set as [, $name, $value]) {
                $this->cookies[$origin][$name] = $value;
            }
            /* A page may also lead on with Refresh: 0. */
            if ($redirects === 0 || preg_match('~^(?:location:\s*|refresh:\s*0;\s*url=)(\S+)~im', $headers, $match) !== 1) {
                return $this;
            }
            [$method, $body, $url] = ['GET', null, self::resolve($url, $match[1])];
        }
        throw new RuntimeException("$url sends the browser in circles.");
    }

    private static function resolve(string $base, string $address): string
    {
        if (preg_match('~^https?://~i', $address) === 1) {
            return $address;
        }
        preg_match('~^(https?://[^/?#]+)([^?#]*)~i', $base, $part);
        [, $origin, $path] = $part + ['', '', ''];

        return match (true) {
            $address === '' => $base,
            $address[0] === '/' => $origin . $address,
            $address[0] === '?' => $origin . $path . $address,
            default => $origin . preg_replace('~[^/]*$~', '', $path === '' ? '/' : $path) . $address,
        };
    }

    private static function origin(string $url): string
    {
        return preg_match('~^https?://[^/?#]+~i', $url, $match) === 1 ? $match[0] : '';
    }

    /** @return array<string, string> */
    private static function attributes(string $tag): array
    {
        preg_match_all('~([a-zA-Z][\w:-]*)(?:\s*=\s*(?:"([^"]*)"|\'([^\']*)\'|([^\s"\'>]+)))?~', $tag, $pairs, PREG_SET_ORDER);
        $attributes = [];
        foreach ($pairs as $pair) {
            $value = ($pair[2] ?? '') . ($pair[3] ?? '') . ($pair[4] ?? '');
            $attributes[strtolower($pair[1])] = html_entity_decode($value, ENT_QUOTES | ENT_HTML5, 'UTF-8');
        }

        return $attributes;
    }
}
