using System.Text;
using CrmWorkflows.Rules.Conformance;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Tests.House;
using CrmWorkflows.Rules.Tests.PolicySets;

namespace CrmWorkflows.Rules.Tests.Diagnostics;

/// <summary>Every code has a page, and the pages of documents tell the truth: the bad sample raises exactly the page's code, the good one nothing.</summary>
public sealed class ErrorPageTests
{
    // Pages whose samples are complete documents and what is fed to them; the folders that own the other codes test theirs.
    private static readonly string[] Ranges = ["CWF01", "CWF10", "CWF11", "CWF12", "CWF21", "CWF23", "CWF30", "CWF700"];

    // Nothing that a person can write raises these; their pages say why.
    private static readonly string[] WithoutSample = ["CWF2115", "CWF2307"];

    private static readonly EvaluationMoment Moment = EvaluationMoment.On(new DateOnly(2026, 3, 16));

    public static TheoryData<string> Documents => [.. TextsTests.Codes().Select(c => c.Id).Where(id => Ranges.Any(r => id.StartsWith(r, StringComparison.Ordinal)) && !WithoutSample.Contains(id))];

    [Fact]
    public void Every_code_has_a_page_that_begins_with_its_title()
    {
        foreach (var code in TextsTests.Codes().Where(c => Ranges.Any(r => c.Id.StartsWith(r, StringComparison.Ordinal))))
        {
            Assert.True(File.Exists(Path.Combine(ErrorPage.Folder, code.Id + ".md")), $"{code.Id} has no page.");
            Assert.Equal($"# {code.Id}: {code.Title(Language.English)} / {code.Title(Language.Chinese)}", ErrorPage.Read(code.Id).Heading);
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Bad_samples_raise_exactly_the_code_and_good_ones_nothing(string id)
    {
        var page = ErrorPage.Read(id);
        Assert.NotEmpty(page.Bad);
        Assert.NotEmpty(page.Good);
        if (page.Bad[0].Info == "shell") return; // run by the tests of the command line
        Assert.Equal([id], Codes(page.Bad));
        Assert.Equal([], Codes(page.Good));
    }

    private static IEnumerable<string> Codes(IReadOnlyList<(string Info, string Text)> files)
    {
        var found = Findings(files);
        foreach (var diagnostic in found)
            foreach (var language in new[] { Language.English, Language.Chinese })
                Assert.DoesNotMatch(@"\{\d", diagnostic.Message(language) + diagnostic.Remedy(language));
        return found.Select(d => d.Code.Id).Distinct();
    }

    internal static IReadOnlyList<Diagnostic> Findings(IReadOnlyList<(string Info, string Text)> files)
    {
        using var rules = TemporaryRules.WithPolicy();
        string? facts = null, cases = null;
        foreach (var (info, text) in files)
        {
            switch (info)
            {
                case "json" or "json repeated": rules.Write("bank/cards/document.json", text); break;
                case "json latin1": rules.Write("bank/cards/document.json", Encoding.Latin1.GetBytes(text)); break;
                case "json facts" or "json facts repeated": facts = text; break;
                case "json cases": cases = text; break;
                case "json tests": rules.Write("bank/cards/document.tests.json", text); break;
                default: rules.Write(info["json ".Length..], text); break;
            }
        }
        var load = rules.Load();
        var found = new DiagnosticBag();
        found.AddRange(load.Diagnostics);
        if (load.Library.Policies is not [var policy]) return found.ToImmutable();
        found.AddRange(ExampleRunner.Run(policy, Moment).Diagnostics);
        if (cases is not null) found.AddRange(ConformanceRunner.Run(load.Library, "cases", Encoding.UTF8.GetBytes(cases), Moment).Diagnostics);
        if (facts is not null)
        {
            var unfit = new DiagnosticBag();
            var values = FactReader.Read(policy.Documents[0], "facts", Encoding.UTF8.GetBytes(facts), unfit);
            found.AddRange(unfit.ToImmutable());
            if (!unfit.HasErrors && policy.Documents[0].Decide(values, Moment).Fault is { } fault) found.Add(fault);
        }
        return found.ToImmutable();
    }
}
