using CrmWorkflows.Rules.Policies.ServiceLevel.Clock;
using CrmWorkflows.Rules.Tests.Calendars;
using Xunit.Abstractions;

namespace CrmWorkflows.Rules.Tests.Policies.ServiceLevel;

/// <summary>What holds for every clock, on random calendars and random histories, against a replay minute by minute.</summary>
public sealed class ClockLawTests(ITestOutputHelper output)
{
    private const int Minutes = 40 * 1440;
    private static readonly int Cases = Environment.GetEnvironmentVariable("CRMWF_LONG") == "1" ? 5000 : 100;

    // A replay looks every minute up on the wall clock of its zone, which takes its time.
    private static readonly int Replays = Cases / 2;
    private static readonly int Seed = int.TryParse(Environment.GetEnvironmentVariable("CRMWF_SEED"), out var seed) ? seed : 20260601;
    private static readonly string[] Zones = ["Asia/Shanghai", "Europe/Berlin", "America/New_York"];

    /// <summary>A history in minutes: pauses and ends of pauses by two causes, changes of the terms, done and reopened.</summary>
    private sealed record History(DateTime Start, PlainCalendar Plain, PlainCalendar PlainLater, int Opened, int StartsAt, int Limit, List<(int At, string What, int Limit)> Events, int AsOf)
    {
        public DateTimeOffset At(int minute) => new(Start.AddMinutes(minute), TimeSpan.Zero);
    }

    [Fact]
    public void A_clock_reads_as_a_replay_minute_by_minute_does()
    {
        output.WriteLine($"seed {Seed}, {Replays} histories");
        for (var i = 0; i < Replays; i++)
        {
            var history = Random(new Random(Seed + i));
            var reading = Read(history, history.Events);
            var replay = Replay(history);
            var said = $"case {i}, seed {Seed}";
            Assert.True(replay.Consumed == reading.Consumed / TimeSpan.TicksPerMinute, $"{said}: consumed {replay.Consumed} / {reading.Consumed / TimeSpan.TicksPerMinute}");
            Assert.True(replay.Paused == reading.Paused.TotalMinutes, $"{said}: paused {replay.Paused} / {reading.Paused.TotalMinutes}");
            Assert.True(replay.Off == reading.Off.TotalMinutes, $"{said}: off {replay.Off} / {reading.Off.TotalMinutes}");
            Assert.True(replay.Finished == reading.Finished.TotalMinutes, $"{said}: finished {replay.Finished} / {reading.Finished.TotalMinutes}");
            if (replay.DueAt is { } due) Assert.True(history.At(due) == reading.DueAt, $"{said}: due {history.At(due)} / {reading.DueAt}");
        }
    }

    [Fact]
    public void Consumed_and_paused_and_off_hours_and_finished_time_together_are_the_time_on_the_wall()
    {
        for (var i = 0; i < Cases; i++)
        {
            var history = Random(new Random(Seed + 100_000 + i));
            var reading = Read(history, history.Events);
            Assert.Equal(history.At(history.AsOf) - history.At(history.Opened), new TimeSpan(reading.Consumed) + reading.Paused + reading.Off + reading.Finished);
            Assert.Equal(reading.AsOf - reading.Opened, reading.Stretches.Aggregate(TimeSpan.Zero, (sum, s) => sum + (s.To - s.From)));
        }
    }

    [Fact]
    public void The_order_in_which_events_of_different_moments_are_handed_over_does_not_matter()
    {
        for (var i = 0; i < Cases; i++)
        {
            var random = new Random(Seed + 200_000 + i);
            var history = Random(random);
            var shuffled = history.Events.ToArray();
            random.Shuffle(shuffled);
            var (a, b) = (Read(history, history.Events), Read(history, shuffled));
            Assert.Equal((a.DueAt, a.Consumed, a.Paused, a.Off, a.DoneAt, a.IsBreached), (b.DueAt, b.Consumed, b.Paused, b.Off, b.DoneAt, b.IsBreached));
            Assert.Equal(a.Stretches.ToArray(), b.Stretches.ToArray());
        }
    }

    [Fact]
    public void Another_policy_or_calendar_keeps_what_was_consumed()
    {
        for (var i = 0; i < Cases; i++)
        {
            var history = Random(new Random(Seed + 300_000 + i));
            var before = Read(history, history.Events);
            var swap = new ClockEvent.Retermed(history.At(history.AsOf), new ClockTerms(ClockBasis.WorkingTime(history.PlainLater.Build()), before.Terms.Limit + TimeSpan.TicksPerHour, []));
            var after = Read(history, history.Events, swap);
            Assert.Equal((before.Consumed, before.Paused, before.Off), (after.Consumed, after.Paused, after.Off));
        }
    }

    [Fact]
    public void What_lies_after_the_reading_changes_nothing_but_what_is_ahead()
    {
        for (var i = 0; i < Cases; i++)
        {
            var history = Random(new Random(Seed + 400_000 + i));
            var now = Read(history, history.Events.Where(e => e.At <= history.AsOf));
            var knowing = Read(history, history.Events.Append((history.AsOf + 5, "pause:x", 0)));
            Assert.Equal((now.DueAt, now.Consumed), (knowing.DueAt, knowing.Consumed));
        }
    }

    [Fact]
    public void A_change_names_the_due_moment_that_was_read_without_it_and_the_one_that_is_read_with_it()
    {
        var changes = 0;
        for (var i = 0; i < Cases; i++)
        {
            var history = Random(new Random(Seed + 500_000 + i));
            foreach (var change in Read(history, history.Events).Changes.Where(c => c.Event.At >= history.At(history.Opened)))
            {
                var minute = (int)(change.Event.At - history.At(0)).TotalMinutes;
                var then = history with { AsOf = minute };
                var (before, after) = (Read(then, history.Events.Where(e => e.At < minute)), Read(then, history.Events.Where(e => e.At <= minute)));
                Assert.Equal((before.DueAt, before.Terms.Limit, before.DoneAt is not null), (change.DueBefore, change.LimitBefore, change.WasDone));
                Assert.Equal((after.DueAt, after.Terms.Limit, after.Consumed), (change.DueAfter, change.LimitAfter, change.Consumed));
                changes++;
            }
        }
        output.WriteLine($"seed {Seed}, {Cases} histories, {changes} changes");
        Assert.True(changes > Cases);
    }

    private static History Random(Random random)
    {
        var zone = Zones[random.Next(Zones.Length)];
        var start = new DateTime(2026, random.Next(2) == 0 ? 3 : 10, 10, 0, 0, 0, DateTimeKind.Utc); // around a change of the clocks
        var first = DateOnly.FromDateTime(start);
        var (plain, later) = (PlainCalendar.Random(random, zone, first, 40), PlainCalendar.Random(random, zone, first, 40));
        var opened = random.Next(5 * 1440);
        var events = new List<(int, string, int)>();
        for (var n = random.Next(9); n > 0; n--)
        {
            var what = random.Next(8) switch { 0 or 1 => "pause:a", 2 => "resume:a", 3 => "pause:b", 4 => "resume:b", 5 => "terms", 6 => "done", _ => "reopen" };
            // Moments differ, so that their order does not decide.
            events.Add((opened - 100 + random.Next(1500) * 10 + n, what, random.Next(3000)));
        }
        return new(start, plain, later, opened, opened + random.Next(3) * random.Next(600), random.Next(4000), [.. events.OrderBy(e => e.Item1)], opened + random.Next(20 * 1440));
    }

    private static ClockReading Read(History history, IEnumerable<(int At, string What, int Limit)> events, params ClockEvent[] more)
    {
        var (basis, later) = (ClockBasis.WorkingTime(history.Plain.Build()), ClockBasis.WorkingTime(history.PlainLater.Build()));
        var clockEvents = events.Select(ClockEvent (e) =>
        {
            var at = history.At(e.At);
            return e.What switch
            {
                "terms" => new ClockEvent.Retermed(at, new ClockTerms(later, e.Limit * TimeSpan.TicksPerMinute, [])),
                "done" => new ClockEvent.Done(at),
                "reopen" => new ClockEvent.Reopened(at, false),
                _ when e.What.StartsWith("pause:", StringComparison.Ordinal) => new ClockEvent.Paused(at, e.What[6..]),
                _ => new ClockEvent.Resumed(at, e.What[7..]),
            };
        });
        return ServiceClock.Read(history.At(history.Opened), history.At(history.StartsAt), new ClockTerms(basis, history.Limit * TimeSpan.TicksPerMinute, []),
            clockEvents.Concat(more), history.At(history.AsOf), new ClockNotes());
    }

    // Looks at every minute and shares nothing with the clock.
    private static (int Consumed, int Paused, int Off, int Finished, int? DueAt) Replay(History history)
    {
        var (consumed, paused, off, finished, limit, done) = (0, 0, 0, 0, history.Limit, false);
        var (oracle, later) = (new MinuteOracle(history.Plain, history.Start, Minutes), new MinuteOracle(history.PlainLater, history.Start, Minutes));
        var (causes, at) = (new HashSet<string>(), 0);
        int? due = null;
        var events = history.Events.Where(e => e.At <= history.AsOf).ToList();
        for (var minute = history.Opened; ; minute++)
        {
            for (; at < events.Count && events[at].At <= minute; at++)
            {
                switch (events[at].What)
                {
                    case "terms":
                        (oracle, limit) = (later, events[at].Limit);
                        if (limit > consumed) due = null;
                        break;
                    case "done": done = true; break;
                    case "reopen": done = false; break;
                    case var pause when pause.StartsWith("pause:", StringComparison.Ordinal): causes.Add(pause[6..]); break;
                    case var resume: causes.Remove(resume[7..]); break;
                }
            }
            var isRunning = !done && causes.Count == 0 && minute >= history.StartsAt;
            if (minute == history.AsOf) return (consumed, paused, off, finished, done || causes.Count > 0 ? due : due ?? Ahead(oracle, Math.Max(minute, history.StartsAt), limit - consumed));
            if (isRunning && consumed >= limit) due ??= minute;
            if (done) finished++;
            else if (causes.Count > 0) paused++;
            else if (isRunning && oracle.IsOpen(minute)) consumed++;
            else off++;
            if (isRunning && consumed >= limit) due ??= minute + 1;
        }
    }

    private static int? Ahead(MinuteOracle oracle, int from, int amount)
    {
        if (amount <= 0) return from;
        return oracle.Add(from, amount);
    }
}
