using Spectre.Console;
using CrmWorkflows.Rules.Deciding.Batch;

namespace CrmWorkflows.Host.Cli;

/// <summary>How far a run is: a bar with rate and time left on a terminal, nothing in a pipe.</summary>
internal sealed class GradeProgress(CommandLineContext cli, long? total, BatchRun run)
{
    /// <summary>Does the work, which tells after every block how many bytes it took.</summary>
    public void Show(Action<Action<long>> work)
    {
        if (!cli.IsTerminal || total is not > 0)
        {
            work(_ => { });
            return;
        }
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(cli.Error) });
        console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                var task = context.AddTask(cli.Text("cli.grade.progress", 0, 0), maxValue: total.Value);
                var started = cli.Clock.GetTimestamp();
                work(bytes =>
                {
                    task.Increment(bytes);
                    var seconds = Math.Max(cli.Clock.GetElapsedTime(started).TotalSeconds, 0.001);
                    task.Description = cli.Text("cli.grade.progress", run.Tally.Rows.ToString("#,0", null), ((long)(run.Tally.Rows / seconds)).ToString("#,0", null));
                });
            });
    }
}
