using System.Collections.Immutable;
using CrmWorkflows.Rules.Calendars;
using CrmWorkflows.Rules.Policies.ServiceLevel.Clock;
using CrmWorkflows.Rules.Tests.Calendars;

namespace CrmWorkflows.Rules.Tests.Policies.ServiceLevel;

/// <summary>The cases by which a clock is known to be right, each worked out by hand. Hours are 08:00 to 18:00 on working days.</summary>
public sealed class GoldenClockTests
{
    private static readonly Calendar Plain = TestCalendars.MonFri.WithHours("08:00-18:00");
    private static readonly Calendar China = TestCalendars.China.WithHours("08:00-18:00");

    private static DateTimeOffset At(string text) => TestCalendars.Instant(text + ":00+08:00");

    private static ClockTerms Hours(int limit, Calendar? calendar = null, int? warnBefore = null) => new(
        ClockBasis.WorkingTime(calendar ?? Plain), TimeSpan.FromHours(limit).Ticks, warnBefore is { } w ? [TimeSpan.FromHours(limit - w).Ticks] : []);

    private static ClockReading Read(string opened, ClockTerms terms, string asOf, params ClockEvent[] events) =>
        ServiceClock.Read(At(opened), At(opened), terms, events, At(asOf), new ClockNotes());

    private static ClockEvent Pause(string at) => new ClockEvent.Paused(At(at), "customer");

    private static ClockEvent Resume(string at) => new ClockEvent.Resumed(At(at), "customer");

    [Fact]
    public void Opened_Monday_17_00_with_four_working_hours_is_due_Tuesday_11_00_and_warned_at_10_00()
    {
        var reading = Read("2026-06-01T17:00", Hours(4, warnBefore: 1), "2026-06-01T17:00");
        Assert.Equal(At("2026-06-02T11:00"), reading.DueAt);
        Assert.Equal(At("2026-06-02T10:00"), reading.Marks[0]);
        Assert.False(reading.Reached[0]);
        Assert.True(Read("2026-06-01T17:00", Hours(4, warnBefore: 1), "2026-06-02T10:00").Reached[0]);
        Assert.False(Read("2026-06-01T17:00", Hours(4), "2026-06-02T11:00").IsBreached);
        Assert.True(Read("2026-06-01T17:00", Hours(4), "2026-06-02T11:01").IsBreached);
    }

    [Fact]
    public void Paused_and_resumed_before_hours_costs_nothing() =>
        Assert.Equal(At("2026-06-02T11:00"), Read("2026-06-01T17:00", Hours(4), "2026-06-02T09:00", Pause("2026-06-02T05:00"), Resume("2026-06-02T07:00")).DueAt);

    [Fact]
    public void Paused_before_hours_and_resumed_in_them_moves_the_due_moment_by_the_open_part() =>
        Assert.Equal(At("2026-06-02T13:00"), Read("2026-06-01T17:00", Hours(4), "2026-06-02T10:30", Pause("2026-06-02T06:00"), Resume("2026-06-02T10:00")).DueAt);

    [Fact]
    public void Paused_in_hours_and_resumed_after_them_moves_the_rest_to_the_next_day() =>
        Assert.Equal(At("2026-06-03T10:00"), Read("2026-06-01T17:00", Hours(4), "2026-06-02T21:00", Pause("2026-06-02T09:00"), Resume("2026-06-02T20:00")).DueAt);

    [Fact]
    public void Paused_after_hours_and_resumed_in_them_the_next_day_moves_the_due_moment_by_the_open_part() =>
        Assert.Equal(At("2026-06-02T12:30"), Read("2026-06-01T17:00", Hours(4), "2026-06-02T11:00", Pause("2026-06-01T19:00"), Resume("2026-06-02T09:30")).DueAt);

    [Fact]
    public void Paused_over_a_week_end_loses_the_Friday_afternoon_and_nothing_of_the_week_end() =>
        Assert.Equal(At("2026-06-08T11:00"), Read("2026-06-05T15:00", Hours(4), "2026-06-08T09:00", Pause("2026-06-05T16:00"), Resume("2026-06-07T12:00")).DueAt);

    [Fact]
    public void A_pause_followed_by_a_change_of_level_keeps_the_consumed_time()
    {
        // One hour on Monday, paused until Tuesday 09:00, one more hour until the change at 10:00: of eight hours six are left.
        var reading = Read("2026-06-01T17:00", Hours(4), "2026-06-02T10:00",
            Pause("2026-06-01T18:00"), Resume("2026-06-02T09:00"), new ClockEvent.Retermed(At("2026-06-02T10:00"), Hours(8)));
        Assert.Equal(TimeSpan.FromHours(2).Ticks, reading.Consumed);
        Assert.Equal(At("2026-06-02T16:00"), reading.DueAt);
        // Changed while it stands still: the same hours are left when it runs on.
        var paused = Read("2026-06-01T17:00", Hours(4), "2026-06-02T11:00",
            Pause("2026-06-01T18:00"), new ClockEvent.Retermed(At("2026-06-02T10:00"), Hours(8)), Resume("2026-06-02T11:00"));
        Assert.Equal(At("2026-06-02T18:00"), paused.DueAt);
    }

    [Fact]
    public void A_stricter_level_does_not_move_the_deadline_into_the_past()
    {
        var reading = Read("2026-06-01T08:00", Hours(8), "2026-06-01T14:30", new ClockEvent.Retermed(At("2026-06-01T14:00"), Hours(2)));
        Assert.Equal(At("2026-06-01T14:00"), reading.DueAt);
        Assert.True(reading.IsBreached);
    }

    [Fact]
    public void A_first_response_is_not_overwritten_by_a_later_update()
    {
        var reading = Read("2026-06-01T08:00", Hours(2), "2026-06-05T08:00", new ClockEvent.Done(At("2026-06-01T09:00")), new ClockEvent.Done(At("2026-06-04T17:00")));
        Assert.Equal(At("2026-06-01T09:00"), reading.DoneAt);
        Assert.False(reading.IsBreached);
    }

    [Fact]
    public void A_late_first_response_stays_late_whatever_follows()
    {
        var reading = Read("2026-06-01T08:00", Hours(2), "2026-06-05T08:00", new ClockEvent.Done(At("2026-06-01T10:01")), Pause("2026-06-02T08:00"));
        Assert.True(reading.IsBreached);
        Assert.Equal(At("2026-06-01T10:00"), reading.DueAt);
    }

    [Fact]
    public void What_was_done_in_time_is_not_judged_anew_by_a_later_level_unless_it_is_reopened()
    {
        ClockEvent[] events = [new ClockEvent.Done(At("2026-06-01T11:00")), new ClockEvent.Retermed(At("2026-06-02T09:00"), Hours(2))];
        var done = Read("2026-06-01T08:00", Hours(4), "2026-06-03T08:00", events);
        Assert.False(done.IsBreached);
        Assert.Equal(At("2026-06-01T12:00"), done.DueAt);
        Assert.True(Read("2026-06-01T08:00", Hours(4), "2026-06-03T09:00", [.. events, new ClockEvent.Reopened(At("2026-06-03T08:00"), false)]).IsBreached);
    }

    [Theory]
    [InlineData("2026-01-04")]
    [InlineData("2026-02-14")]
    [InlineData("2026-02-28")]
    [InlineData("2026-05-09")]
    [InlineData("2026-09-20")]
    [InlineData("2026-10-10")]
    public void The_six_make_up_days_of_2026_are_worked(string day)
    {
        // Opened at noon of a make-up day, at a week-end: the clock runs at once, and not in a calendar of plain weekdays.
        Assert.Equal(At(day + "T16:00"), Read(day + "T12:00", Hours(4, China), day + "T12:00").DueAt);
        Assert.NotEqual(At(day + "T16:00"), Read(day + "T12:00", Hours(4, Plain), day + "T12:00").DueAt);
    }

    [Fact]
    public void These_are_all_make_up_days_of_2026() =>
        Assert.Equal(
            ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"],
            Enumerable.Range(0, 365).Select(i => new DateOnly(2026, 1, 1).AddDays(i)).Where(d => TestCalendars.China.Day(d).Kind == DayKind.MakeUpWorkingDay).Select(d => d.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Working_days_end_with_the_day_and_a_pause_gives_its_working_days_back()
    {
        var terms = new ClockTerms(ClockBasis.WorkingDays(TestCalendars.China), 3, [2]);
        Assert.Equal(At("2026-06-04T23:59").AddSeconds(59), Read("2026-06-01T17:00", terms, "2026-06-01T17:00").DueAt);
        var paused = Read("2026-06-01T17:00", terms, "2026-06-05T10:00", Pause("2026-06-02T09:00"), Resume("2026-06-05T09:00"));
        Assert.Equal(At("2026-06-09T23:59").AddSeconds(59), paused.DueAt);
        Assert.Equal(1, paused.Consumed);
    }

    [Fact]
    public void A_reopened_case_goes_on_with_the_time_that_was_left_or_from_zero()
    {
        ClockEvent[] Events(bool zero) => [new ClockEvent.Done(At("2026-06-01T10:00")), new ClockEvent.Reopened(At("2026-06-02T09:00"), zero)];
        Assert.Equal(At("2026-06-02T11:00"), Read("2026-06-01T08:00", Hours(4), "2026-06-02T09:00", Events(false)).DueAt);
        Assert.Equal(At("2026-06-02T13:00"), Read("2026-06-01T08:00", Hours(4), "2026-06-02T09:00", Events(true)).DueAt);
    }

    [Fact]
    public void A_moment_set_by_hand_holds_and_a_later_pause_still_moves_it()
    {
        var change = new ClockEvent.Changed(At("2026-06-01T10:00"), At("2026-06-03T12:00"), "evidence is awaited from the insurer");
        Assert.Equal(At("2026-06-03T12:00"), Read("2026-06-01T08:00", Hours(4), "2026-06-02T09:00", change).DueAt);
        Assert.Equal(At("2026-06-03T14:00"), Read("2026-06-01T08:00", Hours(4), "2026-06-02T15:00", change, Pause("2026-06-02T10:00"), Resume("2026-06-02T12:00")).DueAt);
    }

    [Fact]
    public void Two_causes_must_both_end_before_the_clock_runs_on()
    {
        var reading = Read("2026-06-01T08:00", Hours(4), "2026-06-01T13:00",
            new ClockEvent.Paused(At("2026-06-01T09:00"), "customer"), new ClockEvent.Paused(At("2026-06-01T10:00"), "insurer"),
            new ClockEvent.Resumed(At("2026-06-01T11:00"), "customer"), new ClockEvent.Resumed(At("2026-06-01T12:00"), "insurer"));
        Assert.Equal(At("2026-06-01T15:00"), reading.DueAt);
        Assert.Equal(TimeSpan.FromHours(3), reading.Paused);
    }

    [Fact]
    public void An_unpublished_year_is_told()
    {
        var notes = new ClockNotes();
        ServiceClock.Read(At("2026-12-31T17:00"), At("2026-12-31T17:00"), Hours(40, China), [], At("2026-12-31T17:00"), notes);
        Assert.Equal([2027], notes.UnpublishedYears);
    }
}
