using System.Globalization;
using CrmWorkflows.Rules.Calendars;
using CrmWorkflows.Rules.PolicySets;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Host.Cli;

/// <summary>
/// What a person reads of a simulation: the days on which something falls due, in columns of one width throughout, so that every page reads
/// by itself; then how much it is, and in one line what could not be looked at.
/// </summary>
internal sealed class SimulationReport(CommandLineContext cli, PolicySet policy, Simulation simulation, DateOnly from, DateOnly to, bool verbose)
{
    private const int StateColumn = 1;

    private readonly RulerPaper _paper = new(cli);
    private readonly FoundDuty[] _duties = [.. simulation.Duties];

    public void Write()
    {
        WriteDuties();
        if (!simulation.HasDuties) cli.Out.WriteLine(cli.Text("cli.simulate.noPlans"));
        else if (_duties.Length == 0) cli.Out.WriteLine(cli.Text("cli.simulate.nothing", from, to));
        else WriteSummary(_duties.Select(d => d.Duty.Day).Distinct().Count());
        foreach (var year in simulation.UnpublishedYears) cli.Out.WriteLine(cli.Text("cli.decide.unpublished", year));
        foreach (var (document, fault) in simulation.Faults) cli.Out.WriteLine($"{document}: {fault.Render(cli.Language)}");
        WriteLacking();
    }

    private void WriteSummary(int days) => cli.Out.WriteLine(cli.Text(days == 1 ? "cli.simulate.summaryOneDay" : "cli.simulate.summary", _duties.Length, days, from, to));

    private void WriteDuties()
    {
        var rows = _duties.Select(Cells).ToArray();
        if (rows.Length == 0) return;
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(r => CellText.Width(r[column]))).ToArray();
        for (var i = 0; i < rows.Length; i++)
        {
            var day = _duties[i].Duty.Day;
            if (i == 0 || day != _duties[i - 1].Duty.Day)
            {
                if (i > 0) cli.Out.WriteLine();
                WriteDay(day, [.. _duties.Skip(i).TakeWhile(d => d.Duty.Day == day).Select(d => d.Duty.Kind).OfType<DayKind>().Distinct()]);
            }
            WriteRow(rows[i], widths, _duties[i].Duty.StateCode);
        }
        cli.Out.WriteLine();
    }

    private void WriteDay(DateOnly day, DayKind[] kinds)
    {
        _paper.Write($"{day:yyyy-MM-dd} {cli.Text("cli.simulate.weekday." + day.DayOfWeek)}", RulerPaper.Heading);
        // An ordinary working day is what everybody expects; a day that is one thing to one document and another to the next is none of them.
        if (kinds is [var told and not DayKind.WorkingDay]) _paper.Write("  " + cli.Text("cli.simulate.kind." + told), RulerPaper.StyleOf(told));
        _paper.Line();
    }

    private void WriteRow(string[] cells, int[] widths, string state)
    {
        var last = Array.FindLastIndex(cells, c => c.Length > 0);
        for (var column = 0; column <= last; column++)
        {
            // A column that is empty throughout takes no room.
            if (widths[column] == 0) continue;
            _paper.Write("  ");
            _paper.Write(column == last ? cells[column] : CellText.Padded(cells[column], widths[column]), column == StateColumn ? RulerPaper.StyleOfState(state) : null);
        }
        _paper.Line();
    }

    private string[] Cells(FoundDuty found)
    {
        var duty = found.Duty;
        var title = duty.Document.Title.In(cli.Language);
        return
        [
            duty.Due.Kind == ValueKind.Instant ? duty.Due.AsInstant().ToString("HH:mm", CultureInfo.InvariantCulture) : "",
            duty.State.In(cli.Language),
            found.Subject ?? "",
            duty.What is { } what ? cli.Text("cli.simulate.what", title, what) : title,
            duty.By is { } by ? cli.Text(duty.StateCode is "reached" or "notReached" ? "cli.simulate.told" : "cli.simulate.by", by) : "",
            duty.Clause is { } clause ? cli.Text("cli.clause", Reference(policy, clause)).Trim() : "",
        ];
    }

    /// <summary>Where the clauses stand in the published text, as a reader would look them up; a name that the catalogue does not know stays.</summary>
    internal static string Reference(PolicySet policy, string clauses) =>
        string.Join(", ", clauses.Split(", ").Select(id => policy.Clauses.FirstOrDefault(c => c.Id == id)?.Reference ?? id));

    private void WriteLacking()
    {
        var lacking = simulation.Lacking.ToArray();
        // Something was supplied, and something in it forgotten: that is worth a line even to a hurried reader.
        foreach (var document in lacking.Where(d => d.IsGiven)) cli.Out.WriteLine(Line("cli.simulate.incomplete", document));
        var others = lacking.Where(d => !d.IsGiven).ToArray();
        if (others.Length == 0) return;
        var listed = verbose || _duties.Length == 0;
        cli.Out.WriteLine(cli.Text(listed ? "cli.simulate.notSuppliedListed" : "cli.simulate.notSupplied", others.Length));
        if (!listed) return;
        foreach (var document in others) cli.Out.WriteLine("  " + Line("cli.simulate.needs", document));
        if (others[0].Missing.Min is { } fact) cli.Out.WriteLine(cli.Text("cli.simulate.how", others[0].Document.Name, fact));
    }

    private string Line(string text, LackingDocument lacking) => cli.Text(text, lacking.Document.Name, lacking.Document.Title,
        string.Join(cli.Text("cli.listSeparator"), lacking.Missing.Select(m => DecisionNotes.FactName(cli, lacking.Document, m))));
}
