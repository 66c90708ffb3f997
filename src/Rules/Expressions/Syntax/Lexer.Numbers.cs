using System.Globalization;

namespace CrmWorkflows.Rules.Expressions.Syntax;

internal sealed partial class Lexer
{
    private const int DecimalDigits = 28;

    private void ReadNumber()
    {
        var start = _position;
        if (Own) ReadOwnNumber(start);
        else ReadDialectNumber(start);
    }

    private void ReadOwnNumber(int start)
    {
        var sound = DigitsWithSeparators();
        var whole = true;
        if (Peek() == '.' && IsDigit(Peek(1)))
        {
            whole = false;
            sound &= _position > start;
            _position++;
            sound &= DigitsWithSeparators();
        }
        if (EndOfNumber(start, sound) is not { } written) return;

        var digits = written.Replace("_", "", StringComparison.Ordinal);
        if (whole && ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var integer) && integer <= 1UL + long.MaxValue)
            Add(TokenKind.Number, start, integer > long.MaxValue ? integer : (long)integer);
        else if (!whole && FitsDecimal(digits)) Add(TokenKind.Number, start, decimal.Parse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture));
        else OutOfRange(start, written);
    }

    private void ReadDialectNumber(int start)
    {
        var radix = (Peek(), Peek(1)) switch { ('0', 'x' or 'X') => 16, ('0', 'b' or 'B') => 2, _ => 10 };
        if (radix != 10) _position += 2;
        var digitsStart = _position;
        while (radix == 16 ? char.IsAsciiHexDigit(Peek()) : IsDigit(Peek())) _position++;
        var sound = _position > digitsStart;
        var real = false;
        var exponent = false;
        if (radix == 10 && Peek() == '.' && Peek(1) != '.')
        {
            real = true;
            _position++;
            sound &= IsDigit(Peek());
            while (IsDigit(Peek())) _position++;
        }
        if (radix == 10 && Peek() is 'e' or 'E')
        {
            real = exponent = true;
            _position++;
            if (Peek() is '+' or '-') _position++;
            sound &= IsDigit(Peek());
            while (IsDigit(Peek())) _position++;
        }
        var digits = Plain(digitsStart, _position);
        var suffix = Suffix(radix, real);
        _position += suffix.Length;
        suffix = suffix.ToUpperInvariant();
        sound &= !(exponent && suffix == "M");
        if (EndOfNumber(start, sound) is not { } written) return;

        if (NumberValue(digits, radix, real, suffix) is { } value) Add(TokenKind.Number, start, value, suffix);
        else OutOfRange(start, written);
    }

    // L and U are upper case only there; binary numbers carry no suffix.
    private string Suffix(int radix, bool real) => (Peek(), Peek(1)) switch
    {
        ('U', 'L') when !real && radix != 2 => "UL",
        ('U' or 'L', _) when !real && radix != 2 => Peek().ToString(),
        ('F' or 'f' or 'D' or 'd' or 'M' or 'm', _) when radix == 10 => Peek().ToString(),
        _ => "",
    };

    private static object? NumberValue(string digits, int radix, bool real, string suffix)
    {
        if (suffix == "M") return FitsDecimal(digits) ? decimal.Parse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : null;
        if (real || suffix is "F" or "D")
        {
            var value = suffix == "F" ? float.Parse(digits, CultureInfo.InvariantCulture) : double.Parse(digits, CultureInfo.InvariantCulture);
            return double.IsFinite(value) ? value : null;
        }
        var styles = radix switch { 16 => NumberStyles.AllowHexSpecifier, 2 => NumberStyles.AllowBinarySpecifier, _ => NumberStyles.None };
        if (!ulong.TryParse(digits, styles, CultureInfo.InvariantCulture, out var integer) || integer > 1UL + long.MaxValue) return null;
        if (suffix == "U" && integer > uint.MaxValue) return null;
        return integer > long.MaxValue ? integer : (long)integer;
    }

    // Digits in groups: an underscore stands between two digits only.
    private bool DigitsWithSeparators()
    {
        var sound = true;
        for (var last = '_'; IsDigit(Peek()) || Peek() == '_'; last = Peek(-1))
        {
            sound &= Peek() != '_' || (last != '_' && IsDigit(Peek(1)));
            _position++;
        }
        return sound;
    }

    // Letters glued to a number make the whole of it unreadable: "5e3", "100万", "12abc".
    private string? EndOfNumber(int start, bool sound)
    {
        while (NameLength(_position) is > 0 and var length)
        {
            _position += length;
            sound = false;
        }
        var written = Plain(start, _position);
        if (sound) return written;
        _errors.Add(SyntaxDiagnostics.InvalidNumber, From(start), written);
        Add(TokenKind.Number, start, 0L);
        return null;
    }

    private void OutOfRange(int start, string written)
    {
        _errors.Add(SyntaxDiagnostics.NumberOutOfRange, From(start), written);
        Add(TokenKind.Number, start, 0L);
    }

    private static bool FitsDecimal(string digits)
    {
        var point = digits.IndexOf('.');
        var fraction = point < 0 ? 0 : digits.Length - point - 1;
        var significant = digits.AsSpan().TrimStart("0.").Length;
        if (point >= 0 && digits.AsSpan(0, point).TrimStart('0').Length > 0) significant--;
        return significant <= DecimalDigits && fraction <= DecimalDigits;
    }
}
