using System.Text;
using System.Text.Json;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Facts.Reading;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CrmWorkflows.Rules.Tests.Facts;

/// <summary>The fast reader and the positioned one agree on every text: the same value, or neither takes it.</summary>
public sealed class Utf8ValueReaderTests
{
    private static readonly EnumType Band = new(new EnumDeclaration("band", [new EnumMember("low"), new EnumMember("high")]));

    private static readonly FactType[] Types =
    [
        .. ScalarType.All, .. ScalarType.All.Select(t => t.OrNull()), new MoneyType("CNY"), Band, Band.OrNull(),
        new ListType(ScalarType.Integer), new MapType(ScalarType.Text, ScalarType.Decimal), new MapType(Band, new ListType(ScalarType.Date)),
        new RecordType("visit", [new RecordMember("date", ScalarType.Date), new RecordMember("by", ScalarType.Text.OrNull())]),
    ];

    private static readonly Gen<string> Scalar = Gen.Elements(
        "null", "true", "false", "0", "-1", "3.0", "1e3", "12.50", "9223372036854775807", "9223372036854775808", "1e40", "79228162514264337593543950336",
        "\"\"", "\"low\"", "\"h\\u0069gh\"", "\"medium\"", "\"客户\"", "\"2026-03-15\"", "\"2026-02-30\"", "\"2026-03-15T09:30:00+08:00\"", "\"2026-03-15T09:30:00Z\"",
        "\"2026-03-15T09:30:00\"", "\"09:30\"", "\"2026-03\"", "\"--03-15\"", "\"P1M\"", "\"PT24H\"", "\"3wd\"", "\"4wh30wm\"", "\"12\"");

    private static Gen<string> Text(int depth) => depth == 0 ? Scalar : Gen.Frequency(
        (6, Scalar),
        (1, Gen.ListOf(Text(depth - 1)).Select(items => $"[{string.Join(',', items)}]")),
        (2, Gen.ListOf(Gen.Elements("low", "high", "date", "by", "x").SelectMany(k => Text(depth - 1).Select(v => (k, v))))
            .Select(members => "{" + string.Join(',', members.Select(m => $"\"{m.k}\":{m.v}")) + "}")));

    [Property(MaxTest = 3000)]
    public Property Both_readers_agree() => Prop.ForAll(Gen.Elements(Types).ToArbitrary(), Text(2).ToArbitrary(), (type, text) =>
    {
        var bag = new DiagnosticBag();
        var node = JsonSource.Parse(null, Encoding.UTF8.GetBytes(text), bag);
        var expected = bag.HasErrors ? default : JsonValueReader.Read(node!, type, LocalizedText.Same("x"), bag);
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
        reader.Read();
        var taken = Utf8ValueReader.TryRead(ref reader, type, out var actual);
        Assert.True(taken == !bag.HasErrors, $"{type.Name} {text}: fast {taken}, positioned {!bag.HasErrors}");
        if (taken) Assert.Equal(expected, actual);
    });
}
