using System.Globalization;
using CrmWorkflows.Rules.Calendars;
using CrmWorkflows.Rules.Policies.ServiceLevel.Clock;
using Spectre.Console;
using Calendar = CrmWorkflows.Rules.Calendars.Calendar;

namespace CrmWorkflows.Host.Cli;

/// <summary>Draws days: a line a week from Monday to Sunday, each day with its kind and what falls on it.</summary>
internal sealed class DayRuler(CommandLineContext cli, Calendar? calendar, IReadOnlyList<RulerMark> marks, IReadOnlyList<ClockStretch> stretches)
{
    private const int FirstWeeks = 6;

    public void Draw()
    {
        if (marks.Count == 0) return;
        var paper = new RulerPaper(cli);
        var (first, last) = (Monday(marks.Min(m => m.Day)), marks.Max(m => m.Day));
        paper.Write(cli.Text("cli.deadline.days"));
        paper.Line();
        var skipped = false;
        for (var monday = first; monday <= last; monday = monday.AddDays(7))
        {
            if (monday > first.AddDays(7 * FirstWeeks) && !marks.Any(m => Monday(m.Day) == monday))
            {
                skipped = true;
                continue;
            }
            if (skipped) cli.Out.WriteLine("...");
            skipped = false;
            paper.Write(monday.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            for (var i = 0; i < 7; i++) DrawDay(paper, monday.AddDays(i));
            paper.Line();
        }
        cli.Out.WriteLine(cli.Text("cli.deadline.legendDays"));
        paper.Legend(marks.OrderBy(m => m.Day));
    }

    private void DrawDay(RulerPaper paper, DateOnly day)
    {
        var kind = calendar?.Day(day).Kind;
        var isPaused = stretches.Any(s => s.Phase == ClockPhase.Paused && DateOnly.FromDateTime(s.From.DateTime) < day && day <= DateOnly.FromDateTime(s.To.DateTime));
        var (sign, style) = (kind, isPaused) switch
        {
            (_, true) => ('~', RulerPaper.Paused),
            (DayKind.Holiday, _) => ('x', RulerPaper.Holiday),
            (DayKind.RestDay, _) => ('.', RulerPaper.Off),
            (DayKind.MakeUpWorkingDay, _) => ('+', RulerPaper.MakeUp),
            (DayKind.WorkingDay, _) => ('=', RulerPaper.Working),
            _ => (' ', Style.Plain),
        };
        paper.Write("  " + day.Day.ToString("00", CultureInfo.InvariantCulture) + sign, style);
        var here = string.Concat(marks.Where(m => m.Day == day).Select(m => m.Sign));
        if (here.Length > 0) paper.Write(here.Length > 2 ? here[^2..] : here, RulerPaper.Mark);
        paper.Write(new string(' ', Math.Max(0, 2 - here.Length)));
    }

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
