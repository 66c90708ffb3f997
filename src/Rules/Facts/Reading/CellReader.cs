using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using CrmWorkflows.Rules.Facts.Entities;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Facts.Reading;

/// <summary>What came of reading a cell.</summary>
internal enum CellState
{
    /// <summary>There is a value.</summary>
    Read,

    /// <summary>Nothing is known.</summary>
    Absent,

    /// <summary>What is written is none of the type's values.</summary>
    Wrong,

    /// <summary>What is written is none of the enum's codes.</summary>
    NoSuchCode,

    /// <summary>A number with the other decimal mark.</summary>
    OtherDecimalMark,

    /// <summary>The bytes are no UTF-8.</summary>
    NotUtf8,
}

/// <summary>
/// Reads the UTF-8 of one cell as a value of a type, in the format of its field, without making a text of it first. Codes come out as
/// the enum's own instances. Immutable and thread-safe.
/// </summary>
internal sealed class CellReader
{
    private const int LongestScalar = 64;

    private readonly FactType _type;
    private readonly ValueKind _kind;
    private readonly FieldFormat _format;
    private readonly WordTable _words;
    private readonly string[] _dates;
    private readonly bool _isEnum;
    private readonly bool _isPercentage;

    public CellReader(FactType type, FieldFormat format)
    {
        _type = type.NotNull();
        _kind = _type.Kind;
        _format = format;
        _isEnum = _type is EnumType;
        _isPercentage = _type.Equals(ScalarType.Percentage);
        _dates = [.. format.Dates];
        var words = new WordTable.Builder();
        foreach (var word in format.Absent) words.Add(word, default);
        if (_type is EnumType e)
        {
            foreach (var (word, code) in format.Codes) words.Add(word, Value.Of(e.Declaration.Canonical(code)));
            foreach (var member in e.Declaration.Members) words.Add(member.Code, Value.Of(member.Code));
        }
        else if (_type.Kind == ValueKind.Boolean)
        {
            foreach (var word in format.True.Append("true")) words.Add(word, Value.True);
            foreach (var word in format.False.Append("false")) words.Add(word, Value.False);
        }
        _words = words.Build();
    }

    public FactType Type => _type;

    public CellState Read(ReadOnlySpan<byte> cell, out Value value)
    {
        value = default;
        // Text is kept as written; around everything else blanks mean nothing.
        if (_isEnum || _kind != ValueKind.Text) cell = Trim(cell);
        if (cell.IsEmpty) return CellState.Absent;
        if (!_words.IsEmpty && _words.TryFind(cell, out value)) return value.IsMissing ? CellState.Absent : CellState.Read;
        return _kind switch
        {
            ValueKind.Text when _isEnum => Utf8.IsValid(cell) ? CellState.NoSuchCode : CellState.NotUtf8,
            ValueKind.Text => Text(cell, out value),
            ValueKind.Integer => Integer(cell, out value),
            ValueKind.Decimal => Decimal(cell, out value),
            ValueKind.Boolean => CellState.Wrong,
            _ => Other(cell, out value),
        };
    }

    /// <summary>What <see cref="Read"/> would say, without making a text of a text.</summary>
    public CellState Check(ReadOnlySpan<byte> cell)
    {
        if (_isEnum || _type.Kind != ValueKind.Text) return Read(cell, out _);
        return _words.TryFind(cell, out _) ? CellState.Absent : CheckText(cell);
    }

    private static CellState CheckText(ReadOnlySpan<byte> cell) =>
        Trim(cell).IsEmpty ? CellState.Absent : Utf8.IsValid(cell) ? CellState.Read : CellState.NotUtf8;

    private static CellState Text(ReadOnlySpan<byte> cell, out Value value)
    {
        value = default;
        if (CheckText(cell) is not CellState.Read and var state) return state;
        value = Value.Of(Encoding.UTF8.GetString(cell));
        return CellState.Read;
    }

    private CellState Integer(ReadOnlySpan<byte> cell, out Value value)
    {
        if (PlainNumber.TryParse(cell, out var whole) || (Utf8Parser.TryParse(cell, out whole, out var used) && used == cell.Length && cell[0] != '+'))
        {
            value = Value.Of(whole);
            return CellState.Read;
        }
        var state = Decimal(cell, out value);
        if (state != CellState.Read) return state;
        // 3.0 and 1,200 are whole numbers too.
        var number = value.AsDecimal();
        if (number != decimal.Truncate(number) || number is < long.MinValue or > long.MaxValue) return CellState.Wrong;
        value = Value.Of((long)number);
        return CellState.Read;
    }

    private CellState Decimal(ReadOnlySpan<byte> cell, out Value value)
    {
        var scale = 0;
        if (_isPercentage && cell[^1] == '%')
        {
            cell = Trim(cell[..^1]);
            scale = 2;
        }
        if (PlainNumber.TryParse(cell, (byte)_format.DecimalMark, scale, out var number) || Grouped(cell, scale, out number))
        {
            value = Value.Of(number);
            return CellState.Read;
        }
        value = default;
        var other = _format.DecimalMark == '.' ? (byte)',' : (byte)'.';
        return PlainNumber.TryParse(cell, other, scale, out _) ? CellState.OtherDecimalMark : CellState.Wrong;
    }

    // Exponents, more than 18 digits, groups of digits.
    private bool Grouped(ReadOnlySpan<byte> cell, int scale, out decimal number)
    {
        number = 0;
        if (cell.Length > LongestScalar) return false;
        Span<byte> plain = stackalloc byte[LongestScalar];
        var length = 0;
        var digits = -1;
        var grouped = false;
        foreach (var b in cell)
        {
            if (b == _format.DecimalMark)
            {
                if (grouped && digits != 3) return false;
                (grouped, digits) = (false, -1);
                plain[length++] = (byte)'.';
            }
            else if (b == _format.GroupMark)
            {
                // A group after the first has three digits; 12,69 is not 1269.
                if (grouped ? digits != 3 : digits is < 1 or > 3) return false;
                (grouped, digits) = (true, 0);
            }
            else
            {
                if (b is >= (byte)'0' and <= (byte)'9') digits = Math.Max(digits, 0) + 1;
                plain[length++] = b;
            }
        }
        if (grouped && digits != 3) return false;
        const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (!decimal.TryParse(plain[..length], Styles, CultureInfo.InvariantCulture, out number)) return false;
        if (scale > 0) number /= 100;
        return true;
    }

    private CellState Other(ReadOnlySpan<byte> cell, out Value value)
    {
        value = default;
        if (cell.Length > LongestScalar) return CellState.Wrong;
        Span<char> text = stackalloc char[LongestScalar];
        if (Utf8.ToUtf16(cell, text, out _, out var length) != OperationStatus.Done) return CellState.NotUtf8;
        text = text[..length];
        if (_dates.Length == 0 || _type.Kind != ValueKind.Date) return ScalarText.TryParse(text, _type, out value) ? CellState.Read : CellState.Wrong;
        foreach (var format in _dates)
        {
            if (!DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) continue;
            value = Value.Of(day);
            return CellState.Read;
        }
        return CellState.Wrong;
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> cell)
    {
        while (!cell.IsEmpty && cell[0] is (byte)' ' or (byte)'\t') cell = cell[1..];
        while (!cell.IsEmpty && cell[^1] is (byte)' ' or (byte)'\t') cell = cell[..^1];
        return cell;
    }

    /// <summary>How a value of the field is written, for the remedy.</summary>
    public string Sample()
    {
        var invariant = CultureInfo.InvariantCulture;
        return _type switch
        {
            EnumType e => _format.Codes.Count > 0 ? _format.Codes.Keys.Order(StringComparer.Ordinal).First() : e.Declaration.Members[0].Code,
            _ => _type.Kind switch
            {
                ValueKind.Boolean => string.Join(" / ", _format.True.Append("true").First(), _format.False.Append("false").First()),
                ValueKind.Integer => "12",
                ValueKind.Decimal => (_isPercentage ? "0.15" : "1234.5").Replace('.', _format.DecimalMark),
                ValueKind.Date when _dates.Length > 0 => new DateOnly(2026, 3, 15).ToString(_dates[0], invariant),
                _ => TypeText.Sample(_type).Trim('"'),
            },
        };
    }

    /// <summary>The words that the field knows, for a did-you-mean.</summary>
    public IReadOnlyList<string> Words() => _type is EnumType e
        ? [.. _format.Codes.Keys.Order(StringComparer.Ordinal), .. e.Declaration.Members.Select(m => m.Code).Where(c => !_format.Codes.Values.Contains(c))]
        : _type.Kind == ValueKind.Boolean ? [.. _format.True, .. _format.False] : [];
}
