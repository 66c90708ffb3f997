using System.Text.RegularExpressions;
using CrmWorkflows.Rules.Calendars;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Policies.Calendars;
using CrmWorkflows.Rules.Tests.House;
using CrmWorkflows.Rules.Values.Time;
using static CrmWorkflows.Rules.Tests.Calendars.TestCalendars;

namespace CrmWorkflows.Rules.Tests.Calendars;

/// <summary>Every code has a page, its bad sample raises the code and its good sample raises nothing; the guide's sample does what it says.</summary>
public partial class CalendarPagesTests
{
    public static TheoryData<string> Codes() =>
        [.. typeof(CalendarDiagnostics).GetProperties().Select(p => ((DiagnosticCode)p.GetValue(null)!).Id)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_page_shows_a_bad_and_a_good_sample(string id)
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "errors", id + ".md"));
        Assert.StartsWith($"# {id}: {TextCatalog.Rules.Get(id + ".title", Language.English)} / {TextCatalog.Rules.Get(id + ".title", Language.Chinese)}", page, StringComparison.Ordinal);
        var samples = Fence().Matches(page);
        Assert.Equal(2, samples.Count);
        var bad = Run(samples[0].Groups[1].Value, samples[0].Groups[2].Value);
        Assert.Contains(bad, d => d.Code.Id == id);
        Assert.All(bad, d => Assert.DoesNotMatch(@"\{\d", d.Render(Language.English) + d.Render(Language.Chinese)));
        Assert.Empty(Run(samples[1].Groups[1].Value, samples[1].Groups[2].Value));
    }

    [Fact]
    public void The_sample_of_the_guide_is_good()
    {
        var samples = Fence().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "guide", "calendars.md"))).Where(m => m.Groups[1].Value == "json").ToList();
        var sample = Assert.Single(samples);
        var findings = new DiagnosticBag();
        var calendar = Read(sample.Groups[2].Value, "head-office", findings);
        Assert.Empty(findings.ToImmutable());
        Assert.Equal(Instant("2026-03-10T11:00:00+08:00"),
            calendar!.AddWorkingTime(Instant("2026-03-09T17:00:00+08:00"), WorkingTime.OfHours(4)).Value); // 17-18, then 8-11
    }

    [Fact]
    public void A_layer_over_a_broken_base_raises_no_finding_of_its_own()
    {
        var findings = new DiagnosticBag();
        var documents = new CalendarDocuments(findings);
        foreach (var text in (string[])[Document("layer", """ "base": "below" """), Document("below", """ "base": "ground" """), Document("ground", """ "timeZone": "Mars" """)])
            documents.Read(JsonSource.Parse("calendar.json", text, findings)!);
        Assert.Empty(documents.Build());
        Assert.Equal("CWF6001 CWF6007", string.Join(' ', findings.ToImmutable().Select(d => d.Code.Id)));

        static string Document(string name, string member) =>
            $$"""{ "kind": "Calendar", "name": "{{name}}", "title": { "zh": "日历", "en": "Calendar" }, {{member}} }""";
    }

    private static List<Diagnostic> Run(string kind, string sample)
    {
        var findings = new DiagnosticBag();
        if (kind == "calendar")
        {
            Read(sample, "branch", findings);
            return [.. findings.ToImmutable()];
        }
        var calendar = MonFri;
        foreach (var words in sample.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ')))
            switch (words[0])
            {
                case "calendar": calendar = words.Length == 3 ? Named(words[1]).WithHours(words[2]) : Named(words[1]); break;
                case "window":
                    var opens = TimeOnly.ParseExact(words[1], "HH:mm", System.Globalization.CultureInfo.InvariantCulture);
                    findings.AddRange(calendar.WithDailyWindow(opens, ElapsedTime.Parse(words[2])).Diagnostics);
                    break;
                case "add" when WorkingDays.TryParse(words[2], out var days): Note(calendar.AddWorkingDays(Date(words[1]), days)); break;
                case "add": Note(calendar.AddWorkingTime(Instant(words[1]), WorkingTime.Parse(words[2]))); break;
                default: throw new FormatException(words[0]);
            }
        return [.. findings.ToImmutable()];

        void Note<T>(CalendarResult<T> result) where T : struct
        {
            if (result.Failure is { } failure) findings.Add(failure);
            if (result.TouchesUnpublishedYear) findings.Add(calendar.UnpublishedWarning(result.UnpublishedYears, SourceSpan.None));
        }
    }

    private static Calendar Named(string name) => name == "cn" ? China : name == "mon-fri" ? MonFri : throw new ArgumentException(name);

    [GeneratedRegex("```([a-z-]+)\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Fence();
}
