using CrmWorkflows.Rules.Calendars;
using CrmWorkflows.Rules.Policies.ServiceLevel;
using CrmWorkflows.Rules.Policies.ServiceLevel.Clock;

namespace CrmWorkflows.Host.Cli;

/// <summary>Draws a clock that counts hours: a line a day, a sign a half-hour.</summary>
internal sealed class HourRuler(CommandLineContext cli, TargetClock target)
{
    private const int Cells = 48;
    private const int FirstDays = 10;

    private readonly ClockReading _clock = target.Clock;
    private readonly IReadOnlyList<RulerMark> _marks = DeadlineCommand.Marks(cli, target);

    public void Draw()
    {
        var paper = new RulerPaper(cli);
        var (first, last) = (_marks.Min(m => m.Day), _marks.Max(m => m.Day));
        paper.Write(cli.Text("cli.deadline.hours"));
        paper.Line();
        var skipped = false;
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            // A long stretch shows its beginning and the days on which something happens.
            if (day > first.AddDays(FirstDays) && !_marks.Any(m => m.Day == day))
            {
                skipped = true;
                continue;
            }
            if (skipped) cli.Out.WriteLine("...");
            skipped = false;
            DrawDay(paper, day);
        }
        cli.Out.WriteLine(cli.Text("cli.deadline.legendHours"));
        paper.Legend(_marks.OrderBy(m => m.At));
    }

    private void DrawDay(RulerPaper paper, DateOnly day)
    {
        var calendar = _clock.Terms.Basis.Calendar;
        paper.Day(day, calendar);
        for (var cell = 0; cell < Cells; cell++)
        {
            var from = new DateTimeOffset(day, TimeOnly.MinValue, _clock.Opened.Offset).AddMinutes(30 * cell);
            // Of several marks in one half-hour the later in the list is the more telling one.
            if (_marks.LastOrDefault(m => m.At >= from && m.At < from.AddMinutes(30)) is { } mark) paper.Write(mark.Sign.ToString(), RulerPaper.Mark);
            else DrawTime(paper, from.AddMinutes(15), calendar);
        }
        paper.Line();
    }

    private void DrawTime(RulerPaper paper, DateTimeOffset at, Calendar? calendar)
    {
        switch (PhaseAt(at))
        {
            case ClockPhase.Paused: paper.Write("~", RulerPaper.Paused); break;
            case ClockPhase.Running when calendar is null || calendar.IsOpen(at): paper.Write("=", RulerPaper.Working); break;
            case ClockPhase.Running or ClockPhase.Waiting: paper.Write(".", RulerPaper.Off); break;
            default: paper.Write(" "); break;
        }
    }

    private ClockPhase PhaseAt(DateTimeOffset at)
    {
        if (at < _clock.Opened) return ClockPhase.Finished;
        foreach (var stretch in _clock.Stretches)
            if (at >= stretch.From && at < stretch.To) return stretch.Phase;
        // What is ahead: the clock runs until it is due.
        return _clock.DoneAt is not null || at >= _clock.DueAt ? ClockPhase.Finished : at < _clock.StartsAt ? ClockPhase.Waiting : ClockPhase.Running;
    }
}
