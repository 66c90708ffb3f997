using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Calendars;

/// <summary>
/// A working calendar: which dates are working days, holidays and make-up working days, and during which hours of the wall
/// clock work goes on. Immutable and thread-safe; every question is a pure function, answered in a few steps however
/// far the answer lies away, and limited to the years 1 to 9999.
/// </summary>
/// <remarks>
/// Hours are those of the wall clock in <see cref="Zone"/>: an instant is working time when the clock then shows a time
/// inside a frame. So an hour that summer time skips is never worked, and one that it repeats is worked twice. A frame
/// that crosses midnight belongs to the date on which it opens. Where two frames meet or overlap across midnight, time counts once.
/// </remarks>
public sealed partial class Calendar
{
    private readonly ListedDay[] _listed;
    private readonly DayWeights _workingDays;
    private readonly WallClock _clock;
    private readonly ZoneLine _line;
    private readonly bool _crossesMidnight;

    internal Calendar(
        string name, TimeZoneInfo zone, LocalTimePolicy localTimes, ImmutableArray<WorkedWeekday?> week,
        ListedDay[] listed, DayOfWeek? makeUpFollows, PublishedYears published, bool statesHours)
    {
        (Name, Zone, LocalTimes, Week, _listed, MakeUpFollows, Published, StatesHours) =
            (name, zone, localTimes, week, listed, makeUpFollows, published, statesHours);
        _line = ZoneLine.Of(zone);
        _crossesMidnight = week.Any(w => w is not null && w.Hours.Any(h => h.CrossesMidnight))
            || listed.Any(d => d.Hours.Any(h => h.CrossesMidnight));
        _workingDays = new(
            [.. week.Select(w => w is null ? 0L : 1L)],
            [.. listed.Select(d => d.Date.DayNumber)],
            [.. listed.Select(d => d.Kind == DayKind.MakeUpWorkingDay ? 1L : 0L)]);
        _clock = Clock();
    }

    /// <summary>Name by which documents refer to it.</summary>
    public string Name { get; }

    /// <summary>The zone whose wall clock counts.</summary>
    public TimeZoneInfo Zone { get; }

    /// <summary>What skipped and repeated local times stand for.</summary>
    public LocalTimePolicy LocalTimes { get; }

    /// <summary>False when the calendar only counts days: questions about working time then fail, rather than assume hours.</summary>
    public bool StatesHours { get; }

    internal ImmutableArray<WorkedWeekday?> Week { get; }

    internal DayOfWeek? MakeUpFollows { get; }

    internal PublishedYears Published { get; }

    /// <summary>The listed dates, ascending.</summary>
    internal IReadOnlyList<ListedDay> Listed => _listed;

    /// <summary>Checks a definition and builds its calendar.</summary>
    /// <param name="definition">What the document says.</param>
    /// <param name="base">The calendar over which it is laid; null when it stands alone.</param>
    /// <returns>The calendar, or the errors that prevent it, and warnings.</returns>
    public static CalendarBuild Build(CalendarDefinition definition, Calendar? @base = null) => new CalendarBuilder(definition, @base).Build();

    /// <summary>This calendar with a line of its own lists laid over it, as facts give them for one question.</summary>
    /// <param name="holidays">Holidays; null when the question gives none.</param>
    /// <param name="makeUp">Make-up working days; null when the question gives none.</param>
    /// <returns>The calendar, with a warning for each date that is in both lists.</returns>
    public CalendarBuild WithDays(IEnumerable<DateOnly>? holidays, IEnumerable<DateOnly>? makeUp) => new CalendarBuilder(
        new CalendarDefinition
        {
            Name = Name,
            Holidays = [.. (holidays ?? []).Select(d => new HolidayEntry(d, d))],
            MakeUp = [.. (makeUp ?? []).Select(d => new MakeUpEntry(d))],
        }, this, fromFacts: true).Build();

    /// <summary>
    /// A window that opens every day of the week at the same time of the wall clock and may cross midnight, in this
    /// calendar's zone; nothing of this calendar's week and holidays is kept.
    /// </summary>
    /// <param name="opens">Opening time.</param>
    /// <param name="length">Length, more than none and at most 24 hours.</param>
    /// <returns>The calendar, or CWF6019 when the length is not in that range.</returns>
    public CalendarBuild WithDailyWindow(TimeOnly opens, TimeSpan length) => DailyWindow(Name, Zone, opens, length, LocalTimes);

    /// <summary>A window that opens every day of the week at the same time of the wall clock and may cross midnight.</summary>
    /// <param name="name">Name of the calendar.</param>
    /// <param name="zone">Time zone.</param>
    /// <param name="opens">Opening time.</param>
    /// <param name="length">Length, more than none and at most 24 hours.</param>
    /// <param name="localTimes">Skipped and repeated local times; the default when null.</param>
    /// <returns>The calendar, or CWF6019 when the length is not in that range.</returns>
    public static CalendarBuild DailyWindow(
        string name, TimeZoneInfo zone, TimeOnly opens, TimeSpan length, LocalTimePolicy? localTimes = null)
    {
        if (length <= TimeSpan.Zero || length > TimeSpan.FromDays(1))
            return new(null, [new(CalendarDiagnostics.BadDailyWindow, SourceSpan.None, [name, Values.Time.ElapsedTime.Format(length)])]);
        ImmutableArray<TimeFrame> frames = [new(opens, length)];
        ImmutableArray<WorkedWeekday?> week =
            [.. Enumerable.Range(1, 7).Select(i => new WorkedWeekday((DayOfWeek)(i % 7), frames, SourceSpan.None))];
        return new(new(name, zone, localTimes ?? LocalTimePolicy.Default, week, [], null, PublishedYears.All, true), []);
    }

    /// <summary>All that the calendar says about a date.</summary>
    /// <param name="date">The date.</param>
    public CalendarDay Day(DateOnly date)
    {
        var published = Published.Contains(date.Year);
        if (Find(date.DayNumber) is { } day) return new(date, day.Kind, day.Name, day.Layer, day.Hours, published);
        return Week[MondayFirst(date.DayOfWeek)] is { } worked
            ? new(date, DayKind.WorkingDay, null, null, worked.Hours, published)
            : new(date, DayKind.RestDay, null, null, [], published);
    }

    /// <summary>True when the lists of holidays and make-up days are complete for a year.</summary>
    /// <param name="year">The year.</param>
    public bool IsPublished(int year) => Published.Contains(year);

    /// <summary>The warning that a result rests on years not yet published.</summary>
    /// <param name="years">The years, as the result names them.</param>
    /// <param name="span">Where the question stands.</param>
    public Diagnostic UnpublishedWarning(ImmutableArray<int> years, SourceSpan span)
    {
        var named = years.Length <= 3 ? string.Join(", ", years) : $"{years[0]}-{years[^1]}";
        return new(CalendarDiagnostics.UnpublishedYears, span, [Name, named]);
    }

    /// <summary>Writes the name.</summary>
    public override string ToString() => Name;

    internal bool IsListed(DateOnly date) => Find(date.DayNumber) is not null;

    internal static int MondayFirst(DayOfWeek day) => ((int)day + 6) % 7;

    private WallClock Clock()
    {
        ImmutableArray<TimeFrame> OfWeekday(int day) => Week[day % 7] is { } worked ? worked.Hours : [];
        ImmutableArray<TimeFrame> Of(int day) => Find(day) is { } listed ? listed.Hours : OfWeekday(day);

        // Most dates share a few shapes.
        var shapes = new Dictionary<(ImmutableArray<TimeFrame> Own, ImmutableArray<TimeFrame> Yesterday), DayShape>();
        DayShape Shape(ImmutableArray<TimeFrame> own, ImmutableArray<TimeFrame> yesterday)
        {
            var key = (own, _crossesMidnight ? yesterday : []);
            if (!shapes.TryGetValue(key, out var shape)) shapes[key] = shape = new(own, key.Item2);
            return shape;
        }

        var week = new DayShape[7];
        for (var day = 0; day < 7; day++) week[day] = Shape(OfWeekday(day), OfWeekday(day + 6));
        // A listed date also shapes the date after it when a frame may run on past midnight.
        var days = new List<int>(_listed.Length);
        foreach (var day in _listed)
        {
            if (days.Count == 0 || days[^1] < day.Date.DayNumber) days.Add(day.Date.DayNumber);
            if (_crossesMidnight && day.Date != DateOnly.MaxValue) days.Add(day.Date.DayNumber + 1);
        }
        var special = new DayShape[days.Count];
        for (var i = 0; i < special.Length; i++)
        {
            var yesterday = !_crossesMidnight ? [] : days[i] == 0 ? OfWeekday(6) : Of(days[i] - 1);
            special[i] = Shape(Of(days[i]), yesterday);
        }
        return new(week, [.. days], special);
    }

    private ListedDay? Find(int day)
    {
        var position = _workingDays.Position(day);
        return _workingDays.IsSpecial(position, day) ? _listed[position] : null;
    }

    private Diagnostic Outside() => new(CalendarDiagnostics.OutsideCalendar, SourceSpan.None, [Name]);
}
