using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using CrmWorkflows.Rules.Calendars;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Tests.Calendars;

/// <summary>The document form of docs/guide/calendars.md, read the short way: tests of calendars must not wait for the document reader.</summary>
internal static class CalendarDocument
{
    public static (CalendarDefinition Definition, string? Base) Read(string json, DiagnosticBag findings)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var definition = new CalendarDefinition
        {
            Name = root.GetProperty("name").GetString()!,
            TimeZone = Text(root, "timeZone"),
            LocalTimes = root.TryGetProperty("localTimes", out var local)
                ? new(Enum.Parse<SkippedLocalTime>(Text(local, "skipped") ?? "firstAfter", true), Enum.Parse<RepeatedLocalTime>(Text(local, "repeated") ?? "first", true))
                : null,
            Week = [.. List(root, "week").Select(w => new WeekdayHours([.. List(w, "days").Select(d => Weekday(d.GetString()!))], Hours(w, findings)))],
            Holidays = [.. List(root, "holidays").Select(h => new HolidayEntry(Date(h, "from"), Date(h, Text(h, "to") is null ? "from" : "to"), Name(h)))],
            MakeUp = [.. List(root, "makeUp").Select(m => new MakeUpEntry(
                Date(m, "date"), Name(m), Text(m, "follows") is { } follows ? Weekday(follows) : null, Hours(m, findings)))],
            Ordinary = [.. List(root, "ordinary").Select(o => new OrdinaryEntry(Date(o, "from"), Date(o, Text(o, "to") is null ? "from" : "to")))],
            MakeUpFollows = Text(root, "makeUpFollows") is { } weekday ? Weekday(weekday) : null,
            Published = root.TryGetProperty("published", out var years) ? [.. years.EnumerateArray().Select(y => y.GetInt32())] : null,
        };
        return (definition, Text(root, "base"));
    }

    private static ImmutableArray<TimeFrame> Hours(JsonElement owner, DiagnosticBag findings)
    {
        var frames = ImmutableArray.CreateBuilder<TimeFrame>();
        foreach (var text in List(owner, "hours").Select(h => h.GetString()!))
            if (TimeFrame.TryParse(text, out var frame)) frames.Add(frame);
            else findings.Add(CalendarDiagnostics.NotATimeFrame, SourceSpan.None, text);
        return frames.ToImmutable();
    }

    private static IEnumerable<JsonElement> List(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    private static string? Text(JsonElement owner, string name) => owner.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static DateOnly Date(JsonElement owner, string name) => DateOnly.ParseExact(Text(owner, name)!, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DayOfWeek Weekday(string name) => Enum.Parse<DayOfWeek>(name, ignoreCase: true);

    private static LocalizedText? Name(JsonElement owner) =>
        owner.TryGetProperty("name", out var name) ? new(Text(name, "zh")!, Text(name, "en")!) : null;
}
