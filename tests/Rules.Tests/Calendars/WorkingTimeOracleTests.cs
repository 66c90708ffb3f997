using CrmWorkflows.Rules.Values.Time;
using Xunit.Abstractions;

namespace CrmWorkflows.Rules.Tests.Calendars;

/// <summary>The calendar against the minute-by-minute oracle, on random calendars with lunch breaks, night shifts and listed days.</summary>
public class WorkingTimeOracleTests(ITestOutputHelper output)
{
    private static readonly bool Long = Environment.GetEnvironmentVariable("CRMWF_LONG") == "1";

    [Fact]
    public void Over_a_year_every_answer_is_that_of_the_oracle()
    {
        string[] zones =
        [
            "Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "America/St_Johns", "Asia/Kathmandu", "UTC",
        ];
        var seed = Seed(20260101);
        var (calendars, cases) = (Long ? 400 : 16, 0);
        for (var i = 0; i < calendars; i++)
        {
            var random = new Random(seed + i);
            var plain = PlainCalendar.Random(random, zones[i % zones.Length], new(2026, 1, 1), 365);
            cases += Compare(plain, new(2025, 12, 28, 0, 0, 0, DateTimeKind.Utc), 375, 400, 90 * 600, random, seed + i);
        }
        output.WriteLine($"{cases} answers over a year, {calendars} calendars, seed {seed}");
    }

    [Theory]
    [InlineData("Europe/Berlin", 2026, 3, 29)]
    [InlineData("Europe/Berlin", 2026, 10, 25)]
    [InlineData("America/New_York", 2026, 3, 8)]
    [InlineData("America/New_York", 2026, 11, 1)]
    [InlineData("Australia/Lord_Howe", 2026, 4, 5)]
    [InlineData("Australia/Lord_Howe", 2026, 10, 4)]
    [InlineData("Africa/Cairo", 2026, 4, 24)] // the clock skips midnight
    [InlineData("Africa/Cairo", 2026, 10, 30)] // the clock shows midnight twice
    public void Over_a_week_end_of_changing_clocks_every_answer_is_that_of_the_oracle(string zone, int year, int month, int day)
    {
        var (calendars, cases, seed) = (Long ? 4000 : 120, 0, Seed(20260329));
        var changes = new DateOnly(year, month, day);
        for (var i = 0; i < calendars; i++)
        {
            var random = new Random(seed + i);
            var plain = PlainCalendar.Random(random, zone, changes.AddDays(-3), 6);
            cases += Compare(plain, changes.AddDays(-4).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc), 8, 60, 3000, random, seed + i);
        }
        output.WriteLine($"{cases} answers around {changes:yyyy-MM-dd} in {zone}, {calendars} calendars, seed {seed}");
    }

    private static int Compare(PlainCalendar plain, DateTime start, int days, int questions, int longest, Random random, int seed)
    {
        var oracle = new MinuteOracle(plain, start, days * 1440);
        var calendar = plain.Build();
        var cases = 0;
        for (var i = 0; i < questions; i++)
        {
            var from = random.Next(oracle.Length);
            var to = random.Next(oracle.Length);
            var amount = 1 + random.Next(random.Next(2) == 0 ? 60 : longest);
            var work = WorkingTime.OfMinutes(amount);
            Same(oracle.IsOpen(from), calendar.IsOpen(oracle.At(from)), "open");
            Same(from <= to ? oracle.Between(from, to) : -oracle.Between(to, from),
                calendar.WorkingTimeBetween(oracle.At(from), oracle.At(to)).Value.Amount.TotalMinutes, "between");
            if (oracle.Add(from, amount) is { } due) Same(oracle.At(due), calendar.AddWorkingTime(oracle.At(from), work).Value, "add");
            if (oracle.Subtract(from, amount) is { } begin)
                Same(oracle.At(begin), calendar.AddWorkingTime(oracle.At(from), new(-work.Amount)).Value, "subtract");
            if (oracle.NextOpening(from) is { } opening) Same(oracle.At(opening), calendar.OpeningOnOrAfter(oracle.At(from)).Value, "opening");

            void Same<T>(T expected, T actual, string question)
            {
                cases++;
                Assert.True(Equals(expected, actual),
                    $"{question}: oracle {expected}, calendar {actual}; from {oracle.At(from):u} to {oracle.At(to):u} amount {work}, {plain.Zone}, seed {seed}");
            }
        }
        var whole = calendar.OpenStretches(oracle.At(0), oracle.At(oracle.Length - 1)).ToList();
        Assert.Equal(oracle.Between(0, oracle.Length - 1), whole.Sum(s => (s.Closes - s.Opens).TotalMinutes));
        Assert.All(whole.Zip(whole.Skip(1)), pair => Assert.True(pair.First.Closes < pair.Second.Opens));
        return cases + 1;
    }

    private static int Seed(int usual) => int.TryParse(Environment.GetEnvironmentVariable("CRMWF_SEED"), out var seed) ? seed : usual;
}
