using System.Reflection;
using System.Text.RegularExpressions;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Tests.House;

/// <summary>Everything a user reads exists in both languages.</summary>
public sealed partial class TextsTests
{
    [Fact]
    public void Every_text_exists_in_both_languages_with_the_same_placeholders()
    {
        var wrong = new List<string>();
        foreach (var key in TextCatalog.Rules.Keys)
        {
            var text = TextCatalog.Rules.Find(key)!;
            if (text.En.Trim().Length == 0 || text.Zh.Trim().Length == 0) wrong.Add($"{key}: empty");
            var (en, zh) = (Placeholders(text.En), Placeholders(text.Zh));
            if (!key.EndsWith(".remedy", StringComparison.Ordinal) && !en.SetEquals(zh) && !key.StartsWith("obligation.", StringComparison.Ordinal)) wrong.Add($"{key}: {string.Join(",", en)} / {string.Join(",", zh)}");
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_diagnostic_code_has_title_message_and_remedy_and_is_declared_once()
    {
        var codes = Codes().ToArray();
        Assert.NotEmpty(codes);
        Assert.Equal(codes.Length, codes.Select(c => c.Id).Distinct().Count());
        var missing = codes.SelectMany(c => new[] { "title", "message", "remedy" }.Select(p => $"{c.Id}.{p}")).Where(k => TextCatalog.Rules.Find(k) is null);
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_text_of_a_diagnostic_can_be_filled_in_both_languages()
    {
        object?[] arguments = [.. Enumerable.Range(1, 8).Select(n => (object)n)];
        foreach (var code in Codes())
            foreach (var part in new[] { ".title", ".message", ".remedy" })
                foreach (var language in new[] { Language.English, Language.Chinese })
                    Assert.NotEmpty(code.Texts.Format(code.Id + part, language, arguments));
    }

    internal static IEnumerable<DiagnosticCode> Codes() =>
        typeof(DiagnosticCode).Assembly.GetTypes()
            .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(f => f.FieldType == typeof(DiagnosticCode))
            .Select(f => (DiagnosticCode)f.GetValue(null)!)
            .Distinct();

    private static HashSet<string> Placeholders(string text) => [.. Placeholder().Matches(text).Select(m => m.Groups[1].Value)];

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex Placeholder();
}
