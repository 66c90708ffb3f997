using System.CommandLine;
using System.Runtime.InteropServices;
using CrmWorkflows.Rules.Deciding.Batch;

namespace CrmWorkflows.Host.Cli;

/// <summary><c>crmwf grade</c>: decides on every row of a file and writes the answers beside the customers' keys.</summary>
internal static class GradeCommand
{
    public static Command Create(CommandLineContext cli)
    {
        var options = new RowOptions(cli);
        var output = new Option<string>("--out") { Description = cli.Text("cli.grade.out"), HelpName = "FILE", Required = true };
        var rejects = new Option<string?>("--rejects") { Description = cli.Text("cli.grade.rejects"), HelpName = "FILE" };
        var command = new Verb(cli, "grade",
            "crmwf grade --line bank --policy card-customers --in samples/data/bank-card-customers.csv --out graded.csv",
            "crmwf grade --line insurance --policy motor-customers --in samples/data/insurance-customers.csv --out graded.jsonl --rejects rejected.csv",
            "cat customers.csv | crmwf grade --line bank --policy card-customers --in - --out - > graded.csv");
        options.AddTo(command);
        command.Add(output);
        command.Add(rejects);
        command.SetAction(parsed =>
        {
            using var cancellation = new CancellationTokenSource();
            using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
            using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
            return options.Read(parsed, parsed.GetValue(output)) is { } job
                ? Run(cli, job, parsed.GetRequiredValue(output), parsed.GetValue(rejects), cancellation.Token)
                : ExitCode.Failure;

            // The run ends at the next block and takes its unfinished files away.
            void Stop(PosixSignalContext signal)
            {
                signal.Cancel = true;
                cancellation.Cancel();
            }
        });
        return command;
    }

    private static int Run(CommandLineContext cli, RowJob job, string output, string? rejects, CancellationToken cancellation)
    {
        if (output != "-" && rejects is not null && Path.GetFullPath(output) == Path.GetFullPath(rejects)
            || (output != "-" && job.Input != "-" && Path.GetFullPath(output) == Path.GetFullPath(job.Input)))
        {
            cli.Error.WriteLine(cli.Text("cli.grade.sameFile"));
            return ExitCode.Usage;
        }
        using var input = job.Stream(cli);
        if (job.Open(cli, input) is not { } run) return ExitCode.Failure;
        var report = new GradeReport(cli, output == "-" ? cli.Error : cli.Out);
        try
        {
            using var graded = AtomicFile.Create(output, cli);
            using var rejected = rejects is null ? null : AtomicFile.Create(rejects, cli);
            var started = cli.Clock.GetTimestamp();
            Write(run, graded, rejected, new GradeProgress(cli, job.Length(), run), cancellation);
            graded.Complete();
            rejected?.Complete();
            report.Write(run, job.Options, cli.Clock.GetElapsedTime(started), rejects);
            return ExitCode.Success;
        }
        catch (OperationCanceledException)
        {
            cli.Error.WriteLine(cli.Text("cli.grade.cancelled"));
            return ExitCode.Cancelled;
        }
    }

    private static void Write(BatchRun run, AtomicFile graded, AtomicFile? rejected, GradeProgress progress, CancellationToken cancellation) => progress.Show(advance =>
    {
        graded.Write(run.OutputHeader.Span);
        rejected?.Write(run.RejectsHeader.Span);
        foreach (var block in run.Decide(cancellation))
        {
            cancellation.ThrowIfCancellationRequested();
            graded.Write(block.Output.Span);
            rejected?.Write(block.Rejects.Span);
            advance(block.InputBytes);
        }
    });
}
