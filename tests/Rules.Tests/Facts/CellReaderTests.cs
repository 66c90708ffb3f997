using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Facts.Entities;
using CrmWorkflows.Rules.Facts.Reading;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;
using FsCheck.Xunit;

namespace CrmWorkflows.Rules.Tests.Facts;

/// <summary>A cell is a value, absent, or wrong; never something near to what was written.</summary>
public sealed class CellReaderTests
{
    [Theory]
    [InlineData("12", "12")]
    [InlineData(" 12 ", "12")]
    [InlineData("-0012.50", "-12.50")]
    [InlineData("1e3", "1000")]
    [InlineData("123456789012345678.25", "123456789012345678.25")]
    [InlineData("0", "0")]
    public void Numbers_are_read_exactly(string cell, string number) =>
        Assert.Equal((CellState.Read, Value.Of(decimal.Parse(number, CultureInfo.InvariantCulture))), Read(ScalarType.Decimal, FieldFormat.Plain, cell));

    [Theory]
    [InlineData("12,5", nameof(CellState.OtherDecimalMark))]
    [InlineData(".5.5", nameof(CellState.Wrong))]
    [InlineData("1 200", nameof(CellState.Wrong))]
    [InlineData("12 kg", nameof(CellState.Wrong))]
    [InlineData("--1", nameof(CellState.Wrong))]
    [InlineData("", nameof(CellState.Absent))]
    [InlineData("  ", nameof(CellState.Absent))]
    public void What_is_no_number_is_not_guessed(string cell, string state) =>
        Assert.Equal(state, Read(ScalarType.Decimal, FieldFormat.Plain, cell).State.ToString());

    [Theory]
    [InlineData("1.234.567,5", "1234567.5")]
    [InlineData("12,5", "12.5")]
    [InlineData("1.234", "1234")]
    public void A_comma_can_be_the_decimal_mark(string cell, string number) =>
        Assert.Equal((CellState.Read, Value.Of(decimal.Parse(number, CultureInfo.InvariantCulture))), Read(ScalarType.Decimal, European, cell));

    [Theory]
    [InlineData("12.69")]
    [InlineData("1.23.456")]
    [InlineData("1234.567")]
    [InlineData("1.234.56")]
    public void Groups_have_three_digits(string cell) => Assert.NotEqual(CellState.Read, Read(ScalarType.Decimal, European, cell).State);

    [Fact]
    public void Percentages_may_carry_their_sign()
    {
        Assert.Equal((CellState.Read, Value.Of(0.15m)), Read(ScalarType.Percentage, FieldFormat.Plain, "15%"));
        Assert.Equal((CellState.Read, Value.Of(0.15m)), Read(ScalarType.Percentage, FieldFormat.Plain, "0.15"));
        Assert.Equal(CellState.Wrong, Read(ScalarType.Decimal, FieldFormat.Plain, "15%").State);
    }

    [Fact]
    public void Whole_numbers_stay_whole()
    {
        Assert.Equal((CellState.Read, Value.Of(3L)), Read(ScalarType.Integer, FieldFormat.Plain, "3.0"));
        Assert.Equal(CellState.Wrong, Read(ScalarType.Integer, FieldFormat.Plain, "3.5").State);
        Assert.Equal(CellState.Wrong, Read(ScalarType.Integer, FieldFormat.Plain, "92233720368547758080").State);
    }

    [Fact]
    public void Codes_are_the_enums_own_instances()
    {
        var type = new EnumType(new EnumDeclaration("band", [new EnumMember("low"), new EnumMember("high")]));
        var reader = new CellReader(type, new FieldFormat { Absent = ["Unknown"], Codes = new Dictionary<string, string> { ["$120K +"] = "high" }.ToFrozenDictionary() });
        Assert.Equal(CellState.Read, reader.Read("$120K +"u8, out var high));
        Assert.Same(type.Declaration.Members[1].Code, high.AsText());
        Assert.Equal(CellState.Absent, reader.Read("Unknown"u8, out _));
        Assert.Equal(CellState.NoSuchCode, reader.Read("High"u8, out _));
    }

    [Fact]
    public void Truth_and_dates_are_read_in_the_words_of_the_file()
    {
        var format = new FieldFormat { True = ["Yes"], False = ["No"], Dates = ["M/d/yyyy", "yyyy.MM.dd"] };
        Assert.Equal((CellState.Read, Value.True), Read(ScalarType.Boolean, format, "Yes"));
        Assert.Equal((CellState.Read, Value.False), Read(ScalarType.Boolean, format, "false"));
        Assert.Equal(CellState.Wrong, Read(ScalarType.Boolean, format, "maybe").State);
        Assert.Equal((CellState.Read, Value.Of(new DateOnly(2011, 2, 4))), Read(ScalarType.Date, format, "2/4/2011"));
        Assert.Equal((CellState.Read, Value.Of(new DateOnly(2011, 2, 4))), Read(ScalarType.Date, format, "2011.02.04"));
        Assert.Equal(CellState.Wrong, Read(ScalarType.Date, format, "2/30/2011").State);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        byte[] gb18030 = [0xBF, 0xCD, 0xBB, 0xA7];
        Assert.Equal(CellState.NotUtf8, new CellReader(ScalarType.Text, FieldFormat.Plain).Read(gb18030, out _));
    }

    [Property(MaxTest = 500)]
    public void A_decimal_written_plainly_is_read_as_itself(decimal number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        Assert.Equal((CellState.Read, Value.Of(number)), Read(ScalarType.Decimal, FieldFormat.Plain, text));
    }

    [Property(MaxTest = 500)]
    public void Eighteen_digits_are_read_as_the_base_library_reads_them(long digits, byte scale)
    {
        var number = (digits % 1_000_000_000_000_000_000) * Shift(scale % 10);
        var text = number.ToString(CultureInfo.InvariantCulture);
        if (!PlainNumber.TryParse(Encoding.UTF8.GetBytes(text), (byte)'.', 0, out var read)) return;
        Assert.Equal(decimal.Parse(text, CultureInfo.InvariantCulture), read);
    }

    private static decimal Shift(int scale) => new(1, 0, 0, false, (byte)scale);

    private static FieldFormat European { get; } = new() { DecimalMark = ',', GroupMark = '.' };

    private static (CellState State, Value Value) Read(FactType type, FieldFormat format, string cell) =>
        (new CellReader(type, format).Read(Encoding.UTF8.GetBytes(cell), out var value), value);
}
