using System.Text;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Tests.Policies;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CrmWorkflows.Rules.Tests.Deciding;

/// <summary>Facts straight from UTF-8 are those of the positioned reader, which says what is wrong.</summary>
public sealed class FactReaderTests
{
    private static readonly DecisionDocument Document = TestPolicy.Document("Calculation", """
        { "types": { "grade": ["low", "high"] }, "facts": { "amount": "Decimal", "count?": "Integer", "grade": "grade", "客户": "Text", "on?": "Date" },
          "outcome": [{ "name": "double", "type": "Decimal", "label": { "zh": "倍", "en": "Double" }, "value": "amount + amount" }] }
        """);

    private static readonly Gen<string> Member =
        from name in Gen.Elements("amount", "count", "grade", "客户", "on", "amo\\u0075nt", "\\u5ba2户", "Amount", "amoun", "")
        from value in Gen.Elements("1", "-0.50", "12e2", "01", "1.", "\"high\"", "\"h\\u0069gh\"", "\"High\"", "\"张三\"", "\"\"", "null", "true", "\"2026-02-28\"", "\"2026-02-30\"", "[1]", "{}")
        select $"\"{name}\":{value}";

    private static readonly Gen<string> Text =
        from members in Member.ListOf()
        from before in Gen.Elements("", " ", "\uFEFF")
        from after in Gen.Elements("", "", "\n", "x", ",")
        select $"{before}{{{string.Join(", ", members)}}}{after}";

    [Property(MaxTest = 1000)]
    public Property Both_ways_read_the_same_facts_or_refuse_the_same_texts() => Prop.ForAll(Text.ToArbitrary(), text =>
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var findings = new DiagnosticBag();
        var positioned = JsonSource.Parse("facts", utf8, findings) is JsonObjectNode given ? FactReader.Read(Document, given, findings) : [];
        var said = new DiagnosticBag();
        var read = FactReader.Read(Document, "facts", utf8, said);
        Assert.Equal(findings.ToImmutable().Select(d => d.ToString()), said.ToImmutable().Select(d => d.ToString()));
        if (!findings.HasErrors) Assert.Equal(positioned, read);
    });
}
