using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace CrmWorkflows.Rules.Diagnostics.Json;

/// <summary>Strict JSON (RFC 8259) with places. The first error ends the parse: what follows it is rarely what its author meant.</summary>
internal sealed class JsonSourceParser(JsonSource source, DiagnosticBag diagnostics)
{
    public const int DepthLimit = 64;

    private readonly string _text = source.Text;
    private int _at;
    private bool _failed;

    public JsonSourceNode? Parse()
    {
        var node = Value("", 0);
        SkipSpace();
        if (!_failed && _at < _text.Length) Unexpected("", "json.end");
        return _failed ? null : node;
    }

    private JsonSourceNode? Value(string pointer, int depth)
    {
        SkipSpace();
        if (depth > DepthLimit) return Fail(JsonDiagnostics.TooDeep, pointer, _at, 1, DepthLimit);
        if (_at >= _text.Length) return Unexpected(pointer, "json.value");
        var start = _at;
        switch (_text[_at])
        {
            case '{': return Object(pointer, depth);
            case '[': return Array(pointer, depth);
            case '"': return Text(pointer) is { } text ? new JsonTextNode(source, pointer, start, _at, text) : null;
            case 't' when Word("true"): return new JsonBooleanNode(source, pointer, start, _at, true);
            case 'f' when Word("false"): return new JsonBooleanNode(source, pointer, start, _at, false);
            case 'n' when Word("null"): return new JsonNullNode(source, pointer, start, _at);
            case '-' or (>= '0' and <= '9') when Number(): return new JsonNumberNode(source, pointer, start, _at);
            default: return Unexpected(pointer, "json.value");
        }
    }

    private JsonObjectNode? Object(string pointer, int depth)
    {
        var start = _at++;
        var members = ImmutableArray.CreateBuilder<JsonMember>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            SkipSpace();
            if (_at >= _text.Length) return (JsonObjectNode?)Fail(JsonDiagnostics.Unclosed, pointer, start, 1, TextOf("json.object"), "}");
            if (_text[_at] == '}')
            {
                if (members.Count > 0) return (JsonObjectNode?)Fail(JsonDiagnostics.TrailingComma, pointer, _at, 1, "}");
                _at++;
                break;
            }
            var nameStart = _at;
            if (_text[_at] != '"') return (JsonObjectNode?)Unexpected(pointer, "json.name");
            if (Text(pointer) is not { } name) return null;
            var nameSpan = source.Span(pointer, nameStart, _at - nameStart);
            if (!names.Add(name)) diagnostics.Add(JsonDiagnostics.DuplicateName, nameSpan, name);
            SkipSpace();
            if (_at >= _text.Length || _text[_at] != ':') return (JsonObjectNode?)Unexpected(pointer, "json.colon");
            _at++;
            if (Value(pointer + "/" + name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal), depth + 1) is not { } value) return null;
            members.Add(new JsonMember(name, nameSpan, value));
            SkipSpace();
            if (_at < _text.Length && _text[_at] == '}') { _at++; break; }
            if (_at >= _text.Length) return (JsonObjectNode?)Fail(JsonDiagnostics.Unclosed, pointer, start, 1, TextOf("json.object"), "}");
            if (_text[_at] != ',') return (JsonObjectNode?)Unexpected(pointer, "json.commaOr", "}");
            _at++;
        }
        return new JsonObjectNode(source, pointer, start, _at, members.ToImmutable());
    }

    private JsonArrayNode? Array(string pointer, int depth)
    {
        var start = _at++;
        var items = ImmutableArray.CreateBuilder<JsonSourceNode>();
        while (true)
        {
            SkipSpace();
            if (_at >= _text.Length) return (JsonArrayNode?)Fail(JsonDiagnostics.Unclosed, pointer, start, 1, TextOf("json.list"), "]");
            if (_text[_at] == ']')
            {
                if (items.Count > 0) return (JsonArrayNode?)Fail(JsonDiagnostics.TrailingComma, pointer, _at, 1, "]");
                _at++;
                break;
            }
            if (Value(pointer + "/" + items.Count.ToString(CultureInfo.InvariantCulture), depth + 1) is not { } item) return null;
            items.Add(item);
            SkipSpace();
            if (_at < _text.Length && _text[_at] == ']') { _at++; break; }
            if (_at >= _text.Length) return (JsonArrayNode?)Fail(JsonDiagnostics.Unclosed, pointer, start, 1, TextOf("json.list"), "]");
            if (_text[_at] != ',') return (JsonArrayNode?)Unexpected(pointer, "json.commaOr", "]");
            _at++;
        }
        return new JsonArrayNode(source, pointer, start, _at, items.ToImmutable());
    }

    private string? Text(string pointer)
    {
        var start = _at++;
        var plain = _at;
        StringBuilder? built = null;
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (c == '"')
            {
                var tail = _text[plain..(_at++)];
                return built is null ? tail : built.Append(tail).ToString();
            }
            if (c < ' ') break;
            if (c != '\\') { _at++; continue; }
            built ??= new StringBuilder();
            built.Append(_text, plain, _at - plain);
            if (Escape() is not { } escaped)
            {
                Fail(JsonDiagnostics.BadEscape, pointer, _at, 2, _text.Substring(_at, Math.Min(2, _text.Length - _at)));
                return null;
            }
            built.Append(escaped);
            plain = _at;
        }
        Fail(JsonDiagnostics.Unclosed, pointer, start, 1, TextOf("json.text"), "\"");
        return null;
    }

    private char? Escape()
    {
        if (_at + 1 >= _text.Length) return null;
        char? simple = _text[_at + 1] switch
        {
            '"' => '"', '\\' => '\\', '/' => '/', 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', _ => null,
        };
        if (simple is not null) _at += 2;
        else if (_text[_at + 1] == 'u' && _at + 6 <= _text.Length
            && ushort.TryParse(_text.AsSpan(_at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
        {
            simple = (char)unit;
            _at += 6;
        }
        return simple;
    }

    private bool Number()
    {
        var at = _at;
        if (_text[at] == '-') at++;
        var digits = at;
        while (at < _text.Length && char.IsAsciiDigit(_text[at])) at++;
        if (at == digits || (_text[digits] == '0' && at > digits + 1)) return false;
        if (at < _text.Length && _text[at] == '.')
        {
            var fraction = ++at;
            while (at < _text.Length && char.IsAsciiDigit(_text[at])) at++;
            if (at == fraction) return false;
        }
        if (at < _text.Length && _text[at] is 'e' or 'E')
        {
            at++;
            if (at < _text.Length && _text[at] is '+' or '-') at++;
            var exponent = at;
            while (at < _text.Length && char.IsAsciiDigit(_text[at])) at++;
            if (at == exponent) return false;
        }
        _at = at;
        return true;
    }

    private bool Word(string word)
    {
        if (string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0) return false;
        _at += word.Length;
        return true;
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t' or '\n' or '\r') _at++;
    }

    private JsonSourceNode? Unexpected(string pointer, string expected, params ReadOnlySpan<object?> arguments)
    {
        if (_at >= _text.Length)
            return Fail(JsonDiagnostics.Unexpected, pointer, _at, 0, TextOf(expected, arguments), TextOf("json.endFound"));
        var half = _text[_at] switch
        {
            '\uFF0C' => ',', '\uFF1A' => ':', '\u201C' or '\u201D' or '\uFF02' => '"', '\uFF5B' => '{', '\uFF5D' => '}',
            '\u3010' or '\uFF3B' => '[', '\u3011' or '\uFF3D' => ']', '\u3000' => ' ', _ => '\0',
        };
        if (half != '\0') return Fail(JsonDiagnostics.FullWidth, pointer, _at, 1, _text[_at], half);
        var end = _at + 1;
        while (end < _text.Length && end - _at < 20 && char.IsLetterOrDigit(_text[end])) end++;
        return Fail(JsonDiagnostics.Unexpected, pointer, _at, end - _at, TextOf(expected, arguments), _text[_at..end]);
    }

    private JsonSourceNode? Fail(DiagnosticCode code, string pointer, int start, int length, params ReadOnlySpan<object?> arguments)
    {
        if (!_failed) diagnostics.Add(code, source.Span(pointer, Math.Min(start, _text.Length), length), arguments);
        _failed = true;
        return null;
    }

    private static LocalizedText TextOf(string key, params ReadOnlySpan<object?> arguments) =>
        new(TextCatalog.Rules.Format(key, Language.Chinese, arguments), TextCatalog.Rules.Format(key, Language.English, arguments));
}
