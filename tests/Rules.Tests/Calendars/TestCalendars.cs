using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CrmWorkflows.Rules.Calendars;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Policies.Calendars;
using CrmWorkflows.Rules.Tests.House;
using Calendar = CrmWorkflows.Rules.Calendars.Calendar;

namespace CrmWorkflows.Rules.Tests.Calendars;

/// <summary>Calendars that several tests use.</summary>
internal static class TestCalendars
{
    public static readonly ImmutableArray<DayOfWeek> MondayToFriday =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    public static Calendar China { get; } = Load("cn");

    public static Calendar MonFri { get; } = Load("mon-fri");

    /// <summary>A layer that adds hours to a calendar of days.</summary>
    public static Calendar WithHours(this Calendar days, params string[] hours) => Calendar.Build(new CalendarDefinition
    {
        Name = days.Name + "-hours",
        Week = [new(MondayToFriday, [.. hours.Select(TimeFrame.Parse)])],
    }, days).Required();

    public static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Reads a calendar document beside those of rules/_calendars; null when an error prevents it.</summary>
    public static Calendar? Read(string json, string name, DiagnosticBag findings)
    {
        var documents = new CalendarDocuments(findings);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "rules", "_calendars"), "*.json"))
            if (JsonSource.Parse(Path.GetFileName(file), File.ReadAllBytes(file), findings) is { } shared) documents.Read(shared);
        if (json.Length > 0 && JsonSource.Parse("sample.json", Encoding.UTF8.GetBytes(json), findings) is { } node) documents.Read(node);
        return documents.Build().GetValueOrDefault(name);
    }

    private static Calendar Load(string name)
    {
        var findings = new DiagnosticBag();
        var calendar = Read("", name, findings);
        Assert.Empty(findings.ToImmutable());
        return calendar!;
    }
}
