using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Calendars;

/// <summary>
/// Checks one layer, lays it over its base and gives every listed date its kind and hours. For which years a list made of
/// facts is complete is the affair of whoever gives it.
/// </summary>
internal sealed class CalendarBuilder(CalendarDefinition definition, Calendar? @base, bool fromFacts = false)
{
    private const int LongestSpan = 366;
    private readonly DiagnosticBag _findings = new();

    public CalendarBuild Build()
    {
        var zone = Zone();
        var week = Week();
        var published = Published();
        var statesHours = week.Any(w => w is { Hours.IsEmpty: false });
        var follows = definition.MakeUpFollows ?? @base?.MakeUpFollows;
        ListedDay WithHours(ListedDay day) =>
            day.Kind == DayKind.MakeUpWorkingDay ? day with { Hours = MakeUpHours(day, week, statesHours, follows) } : day;

        var layer = Listed(week, published);
        // Days of the base keep their hours unless this layer changes what they follow.
        var below = Below(Ordinary(), layer);
        if (!definition.Week.IsEmpty || definition.MakeUpFollows is not null) below = below.Select(WithHours);
        var listed = below.Concat(layer.Values.Select(WithHours)).ToArray();
        if (layer.Count > 0) Array.Sort(listed, static (a, b) => a.Date.CompareTo(b.Date));
        var findings = _findings.ToImmutable();
        if (_findings.HasErrors) return new(null, findings);
        return new(new Calendar(definition.Name, zone!, definition.LocalTimes ?? @base?.LocalTimes ?? LocalTimePolicy.Default,
            week, listed, follows, published, statesHours), findings);
    }

    private TimeZoneInfo? Zone()
    {
        if (definition.TimeZone is not { } id)
        {
            if (@base is null) Report(CalendarDiagnostics.NoTimeZone, definition.Span);
            return @base?.Zone;
        }
        if (TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) && zone.HasIanaId) return zone;
        var known = TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id);
        Report(CalendarDiagnostics.UnknownTimeZone, definition.Span, id, Suggestion.Phrase(id, known));
        return null;
    }

    /// <summary>Monday to Sunday; null for a day of rest.</summary>
    private ImmutableArray<WorkedWeekday?> Week()
    {
        if (definition.Week.IsEmpty)
        {
            if (@base is null) Report(CalendarDiagnostics.NoWeek, definition.Span);
            return @base?.Week ?? [null, null, null, null, null, null, null];
        }
        var week = new WorkedWeekday?[7];
        foreach (var group in definition.Week)
        {
            var hours = Frames(group.Hours, group.Span);
            foreach (var day in group.Days)
            {
                ref var slot = ref week[Calendar.MondayFirst(day)];
                if (slot is not null) Report(CalendarDiagnostics.WeekdayTwice, group.Span, Named(day));
                slot = new(day, hours, group.Span);
            }
        }
        var worked = week.OfType<WorkedWeekday>().ToList();
        if (worked.Count == 0) Report(CalendarDiagnostics.NoWeek, definition.Span);
        if (worked.Any(w => !w.Hours.IsEmpty))
            foreach (var day in worked.Where(w => w.Hours.IsEmpty))
                Report(CalendarDiagnostics.HoursMissing, day.Span, Named(day.Day));
        return [.. week];
    }

    private ImmutableArray<TimeFrame> Frames(ImmutableArray<TimeFrame> frames, SourceSpan span)
    {
        var sorted = frames.Sort();
        foreach (var frame in sorted)
            if (frame.Length == TimeSpan.FromDays(1) && frame.Opens != TimeOnly.MinValue)
                Report(CalendarDiagnostics.FrameOfWholeDay, span, frame);
        for (var i = 1; i < sorted.Length; i++)
            if (sorted[i].Opens.Ticks < sorted[i - 1].Opens.Ticks + sorted[i - 1].Length.Ticks)
                Report(CalendarDiagnostics.FramesOverlap, span, sorted[i - 1], sorted[i]);
        return sorted;
    }

    private PublishedYears Published()
    {
        var inherited = @base?.Published ?? PublishedYears.All;
        if (definition.Published is not { } years)
        {
            var lists = definition.Holidays.Length + definition.MakeUp.Length > 0;
            if (lists && inherited.IsAll && !fromFacts) Report(CalendarDiagnostics.NoPublishedYears, definition.Span);
            return inherited;
        }
        foreach (var year in years.Where(y => y is < 1 or > 9999)) Report(CalendarDiagnostics.BadYear, definition.Span, year);
        return inherited.And(years.Where(y => y is >= 1 and <= 9999));
    }

    private HashSet<DateOnly> Ordinary()
    {
        var dates = new HashSet<DateOnly>();
        foreach (var entry in definition.Ordinary)
            foreach (var date in Dates(entry.First, entry.Last, entry.Span)) dates.Add(date);
        return dates;
    }

    /// <summary>The dates that this layer lists.</summary>
    private Dictionary<DateOnly, ListedDay> Listed(ImmutableArray<WorkedWeekday?> week, PublishedYears published)
    {
        var layer = new Dictionary<DateOnly, ListedDay>();
        foreach (var entry in definition.Holidays)
            foreach (var date in Dates(entry.First, entry.Last, entry.Span))
                Put(new(date, DayKind.Holiday, entry.Name, definition.Name, null, [], entry.Span));
        foreach (var entry in definition.MakeUp)
        {
            var listed = layer.ContainsKey(entry.Date) || @base?.IsListed(entry.Date) == true;
            if (!listed && week[Calendar.MondayFirst(entry.Date.DayOfWeek)] is not null)
                Report(CalendarDiagnostics.MakeUpOnWorkingDay, entry.Span, Written(entry.Date));
            Put(new(entry.Date, DayKind.MakeUpWorkingDay, entry.Name, definition.Name, entry.Follows, Frames(entry.Hours, entry.Span), entry.Span));
        }
        return layer;

        void Put(ListedDay day)
        {
            if (!published.Contains(day.Date.Year))
                Report(CalendarDiagnostics.ListedInUnpublishedYear, day.Span, Written(day.Date), day.Date.Year);
            if (layer.TryGetValue(day.Date, out var before))
            {
                if (before.Kind != day.Kind) Report(CalendarDiagnostics.MakeUpBeatsHoliday, day.Span, Written(day.Date));
                else if (before.Name != day.Name) Report(CalendarDiagnostics.ListedTwice, day.Span, Written(day.Date), before.Name, day.Name);
            }
            layer[day.Date] = day;
        }
    }

    /// <summary>The base's dates that this layer leaves as they are, ascending.</summary>
    private IEnumerable<ListedDay> Below(HashSet<DateOnly> ordinary, Dictionary<DateOnly, ListedDay> layer) =>
        (@base?.Listed ?? []).Where(d => !ordinary.Contains(d.Date) && !layer.ContainsKey(d.Date));

    private ImmutableArray<TimeFrame> MakeUpHours(
        ListedDay day, ImmutableArray<WorkedWeekday?> week, bool statesHours, DayOfWeek? calendarFollows)
    {
        if (!day.OwnHours.IsEmpty) return statesHours ? day.OwnHours : []; // a layer above may yet state the week's
        if ((day.Follows ?? calendarFollows) is { } follows)
        {
            if (week[Calendar.MondayFirst(follows)] is { } followed) return followed.Hours;
            Report(CalendarDiagnostics.MakeUpFollowsRestDay, day.Span, Written(day.Date), Named(follows));
            return [];
        }
        var hours = week.OfType<WorkedWeekday>().Select(w => w.Hours).ToList();
        if (hours.Count == 0) return [];
        if (hours.Skip(1).Any(h => !h.SequenceEqual(hours[0])))
            Report(CalendarDiagnostics.MakeUpHoursOpen, day.Span, Written(day.Date));
        return hours[0];
    }

    private IEnumerable<DateOnly> Dates(DateOnly first, DateOnly last, SourceSpan span)
    {
        var length = last.DayNumber - first.DayNumber + 1;
        if (length is < 1 or > LongestSpan)
        {
            Report(CalendarDiagnostics.BadSpan, span, Written(first), Written(last));
            return [];
        }
        return Enumerable.Range(first.DayNumber, length).Select(DateOnly.FromDayNumber);
    }

    private void Report(DiagnosticCode code, SourceSpan span, params ReadOnlySpan<object?> arguments) =>
        _findings.Add(code, span == default ? definition.Span : span, [definition.Name, .. arguments]);

    private static LocalizedText Named(DayOfWeek day) => TextCatalog.Rules.Find("weekday." + day)!;

    private static string Written(DateOnly date) => date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
