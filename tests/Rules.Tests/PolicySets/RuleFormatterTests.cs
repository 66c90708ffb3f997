using System.Text;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.PolicySets;
using CrmWorkflows.Rules.Tests.House;

namespace CrmWorkflows.Rules.Tests.PolicySets;

/// <summary>Formatting changes white space and the spelling of expressions, nothing else, and what it wrote it leaves alone.</summary>
public sealed class RuleFormatterTests
{
    [Fact]
    public void Every_rule_file_says_the_same_after_formatting_and_formatting_again_changes_nothing()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "rules"), "*.json", SearchOption.AllDirectories).Where(f => !f.Contains("_schemas", StringComparison.Ordinal)))
        {
            var before = File.ReadAllBytes(file);
            if (Format(file, before) is not { } once) continue;
            Assert.Equal(once, Format(file, Encoding.UTF8.GetBytes(once)));
            Assert.Equal(Spelled(before), Spelled(Encoding.UTF8.GetBytes(once)));
        }
    }

    [Fact]
    public void Small_things_stand_on_one_line_entries_each_on_their_own()
    {
        Assert.Equal("""
            {
              "kind": "Calculation",
              "title": { "zh": "费", "en": "Fee" },
              "decides": ["a/b", "a/c"],
              "facts": [
                { "name": "x", "type": "Decimal", "required": false, "absent": 1.50 }
              ],
              "let": [
                { "name": "y", "value": "x >= 0 and not x > 1" }
              ],
              "unknown": { "kept": [1, null, true] },
              "outcome": []
            }

            """.ReplaceLineEndings("\n"), Format("x.json", """
            { "kind":"Calculation","title":{"zh":"\u8d39",
              "en":"Fee"}, "decides":["a/b",
              "a/c"], "facts":[{"name":"x","type":"Decimal","required":false,"absent":1.50}],
              "let": [{"name":"y","value":"x>=0 && !(x>1)"}], "unknown":{"kept":[1,null,true]},"outcome":[]}
            """u8));
    }

    [Fact]
    public void An_expression_that_is_not_sound_stays_as_its_author_left_it() =>
        Assert.Contains("\"value\": \"x >=\"", Format("x.json", """{ "kind": "Calculation", "let": [ { "name": "y", "value": "x >=" } ] }"""u8), StringComparison.Ordinal);

    [Theory]
    [InlineData("""[ { "WorkflowName": "w", "Rules": [] } ]""")]
    [InlineData("""{ "WorkflowName": "w", "Rules": [] }""")]
    public void The_file_of_another_program_stays_byte_for_byte(string text) => Assert.Null(Format("x.json", Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void What_is_not_json_is_a_finding()
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(RuleFormatter.Format("x.json", "{ "u8, diagnostics));
        Assert.Equal("CWF0108", Assert.Single(diagnostics.ToImmutable()).Code.Id);
    }

    private static string? Format(string file, ReadOnlySpan<byte> utf8) => RuleFormatter.Format(file, utf8, new DiagnosticBag());

    // Expressions may be spelled otherwise: without white space, brackets and quotes, and with one word for each operator, they are the same.
    private static string Spelled(byte[] utf8)
    {
        var text = new StringBuilder(ContentHash.Canonical(JsonSource.Parse(null, utf8, new DiagnosticBag())!));
        foreach (var (from, to) in new[] { ("&&", "and"), ("||", "or"), ("!=", "<>"), ("!", "not"), ("==", "="), ("\\\"", "'") }) text.Replace(from, to);
        return new string([.. text.ToString().Where(c => c is not (' ' or '(' or ')' or ';'))]);
    }
}
