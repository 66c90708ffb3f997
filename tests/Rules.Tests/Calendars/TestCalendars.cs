using System.Collections.Immutable;
using System.Globalization;
using CrmWorkflows.Rules.Calendars;
using CrmWorkflows.Rules.Diagnostics;
using Calendar = CrmWorkflows.Rules.Calendars.Calendar;

namespace CrmWorkflows.Rules.Tests.Calendars;

/// <summary>Calendars that several tests use, and the shape of the documents under rules/_calendars.</summary>
internal static class TestCalendars
{
    public static readonly ImmutableArray<DayOfWeek> MondayToFriday =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    public static string Root { get; } = FindRoot();

    public static Calendar China { get; } = Load("cn.json");

    public static Calendar MonFri { get; } = Load("mon-fri.json");

    /// <summary>A layer that adds hours to a calendar of days.</summary>
    public static Calendar WithHours(this Calendar days, params string[] hours) => Calendar.Build(new CalendarDefinition
    {
        Name = days.Name + "-hours",
        Week = [new(MondayToFriday, [.. hours.Select(TimeFrame.Parse)])],
    }, days).Required();

    public static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static Calendar Load(string file)
    {
        var findings = new DiagnosticBag();
        var build = Calendar.Build(CalendarDocument.Read(File.ReadAllText(Path.Combine(Root, "rules", "_calendars", file)), findings).Definition);
        Assert.Empty(findings.ToImmutable());
        Assert.Empty(build.Diagnostics);
        return build.Required();
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CrmWorkflows.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
