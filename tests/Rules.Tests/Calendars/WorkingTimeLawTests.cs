using CrmWorkflows.Rules.Calendars;
using CrmWorkflows.Rules.Values.Time;
using FsCheck.Xunit;

namespace CrmWorkflows.Rules.Tests.Calendars;

/// <summary>The algebra of working time, to the tick, on random calendars of zones that change their clocks.</summary>
public class WorkingTimeLawTests
{
    private static readonly Calendar[] Calendars =
    [
        .. Enumerable.Range(0, 40).Select(i => PlainCalendar.Random(
            new Random(i), i % 3 == 0 ? "Europe/Berlin" : i % 3 == 1 ? "Australia/Lord_Howe" : "Asia/Shanghai", new(2026, 1, 1), 365).Build()),
    ];

    private readonly record struct Case(Calendar Calendar, DateTimeOffset From, WorkingTime Amount);

    private static Case Of(uint calendar, ulong from, ulong amount) => new(
        Calendars[calendar % Calendars.Length],
        new DateTimeOffset(2025, 6, 1, 0, 0, 0, TimeSpan.Zero).AddTicks((long)(from * 0x9E3779B97F4A7C15 % (ulong)TimeSpan.FromDays(800).Ticks)),
        new(new TimeSpan((long)(amount * 0x9E3779B97F4A7C15 % (ulong)TimeSpan.FromHours(amount % 3 == 0 ? 20_000 : 30).Ticks))));

    private static WorkingTime Minus(WorkingTime amount) => new(-amount.Amount);

    [Property(MaxTest = 3000)]
    public void What_is_added_is_measured(uint calendar, ulong from, ulong amount)
    {
        var c = Of(calendar, from, amount);
        Assert.Equal(c.Amount, c.Calendar.WorkingTimeBetween(c.From, c.Calendar.AddWorkingTime(c.From, c.Amount).Value).Value);
        Assert.Equal(Minus(c.Amount), c.Calendar.WorkingTimeBetween(c.From, c.Calendar.AddWorkingTime(c.From, Minus(c.Amount)).Value).Value);
    }

    [Property(MaxTest = 3000)]
    public void Adding_in_two_steps_is_adding_the_sum(uint calendar, ulong from, ulong first, ulong second)
    {
        var c = Of(calendar, from, first);
        var other = Of(calendar, from, second).Amount;
        var sum = new WorkingTime(c.Amount.Amount + other.Amount);
        Assert.Equal(c.Calendar.AddWorkingTime(c.From, sum).Value,
            c.Calendar.AddWorkingTime(c.Calendar.AddWorkingTime(c.From, c.Amount).Value, other).Value);
        Assert.Equal(c.Calendar.AddWorkingTime(c.From, Minus(sum)).Value,
            c.Calendar.AddWorkingTime(c.Calendar.AddWorkingTime(c.From, Minus(c.Amount)).Value, Minus(other)).Value);
    }

    [Property(MaxTest = 3000)]
    public void A_later_start_or_a_larger_amount_is_never_due_earlier(uint calendar, ulong from, ulong later, ulong amount, ulong more)
    {
        var (c, d) = (Of(calendar, from, amount), Of(calendar, later, more));
        var (early, late) = c.From <= d.From ? (c.From, d.From) : (d.From, c.From);
        var (little, much) = c.Amount <= d.Amount ? (c.Amount, d.Amount) : (d.Amount, c.Amount);
        Assert.True(c.Calendar.AddWorkingTime(early, little).Value <= c.Calendar.AddWorkingTime(late, little).Value);
        Assert.True(c.Calendar.AddWorkingTime(early, little).Value <= c.Calendar.AddWorkingTime(early, much).Value);
        Assert.True(c.Calendar.AddWorkingTime(early, Minus(much)).Value <= c.Calendar.AddWorkingTime(early, Minus(little)).Value);
    }

    [Property(MaxTest = 3000)]
    public void Going_back_undoes_going_forward_while_work_goes_on(uint calendar, ulong from, ulong amount)
    {
        var c = Of(calendar, from, amount);
        var open = c.Calendar.OpeningOnOrAfter(c.From).Value;
        Assert.Equal(open, c.Calendar.AddWorkingTime(c.Calendar.AddWorkingTime(open, c.Amount).Value, Minus(c.Amount)).Value);
        // Seen from a closing, or from inside working hours, the same holds the other way round.
        var due = c.Calendar.AddWorkingTime(c.From, new(TimeSpan.FromTicks(1))).Value;
        Assert.Equal(due, c.Calendar.AddWorkingTime(c.Calendar.AddWorkingTime(due, Minus(c.Amount)).Value, c.Amount).Value);
    }

    [Property(MaxTest = 3000)]
    public void Measures_add_up_and_change_sign_with_direction(uint calendar, ulong a, ulong b, ulong c)
    {
        var (first, second, third) = (Of(calendar, a, 0), Of(calendar, b, 0).From, Of(calendar, c, 0).From);
        TimeSpan Between(DateTimeOffset from, DateTimeOffset to) => first.Calendar.WorkingTimeBetween(from, to).Value.Amount;
        Assert.Equal(Between(first.From, third), Between(first.From, second) + Between(second, third));
        Assert.Equal(Between(first.From, second), -Between(second, first.From));
        Assert.True(Between(first.From, second).Duration() <= (second - first.From).Duration());
    }

    [Property(MaxTest = 1000)]
    public void No_working_time_passes_on_holidays_and_days_of_rest(ushort day)
    {
        var calendar = TestCalendars.China.WithHours("08:00-12:00", "13:00-18:00");
        var date = new DateOnly(2020, 1, 1).AddDays(day % 2557);
        var passed = calendar.WorkingTimeBetween(calendar.StartOf(date).Value, calendar.EndOf(date).Value).Value;
        Assert.Equal(calendar.IsWorkingDay(date) ? WorkingTime.OfHours(9) : WorkingTime.Zero, passed);
    }
}
