using System.CommandLine;

namespace CrmWorkflows.Host.Cli;

/// <summary><c>crmwf explain</c>: why one customer of a file was decided so.</summary>
internal static class ExplainCommand
{
    public static Command Create(CommandLineContext cli)
    {
        var options = new RowOptions(cli);
        var key = new Option<string>("--key") { Description = cli.Text("cli.explain.key"), HelpName = "KEY", Required = true };
        var command = new Verb(cli, "explain",
            "crmwf explain --line bank --policy card-customers --in samples/data/bank-card-customers.csv --key 768805383",
            "crmwf explain --line bank --policy card-customers --in samples/data/bank-card-customers.csv --key 768805383 --lang zh");
        options.AddTo(command);
        command.Add(key);
        command.SetAction(parsed => options.Read(parsed) is { } job ? Run(cli, job, parsed.GetRequiredValue(key)) : ExitCode.Failure);
        return command;
    }

    private static int Run(CommandLineContext cli, RowJob job, string key)
    {
        using var input = job.Stream(cli);
        if (job.Open(cli, input) is not { } run) return ExitCode.Failure;
        if (run.Find(key, out var rows) is not { } row)
        {
            cli.Error.WriteLine(run.NoSuchRow(key, rows).Render(cli.Language));
            return ExitCode.Failure;
        }
        if (row.Problems.Length > 0)
        {
            foreach (var problem in row.Problems) cli.Error.WriteLine(problem.Diagnostic.Render(cli.Language));
            return ExitCode.Failure;
        }
        var decision = job.Options.Document.Decide([.. row.Facts], job.Options.Moment, explain: true);
        new ExplanationText(cli).Write(run, job.Options, row, key, decision);
        return decision.Fault is null ? ExitCode.Success : ExitCode.Failure;
    }
}
