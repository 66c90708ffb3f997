using System.CommandLine;
using CrmWorkflows.Host.Cli;

namespace CrmWorkflows.Host;

/// <summary>The program <c>crmwf</c>.</summary>
internal static class Program
{
    /// <summary>The verbs, in the order in which the help lists them. A new verb is a file under <c>Cli</c> and one line here.</summary>
    internal static readonly IReadOnlyList<Func<CommandLineContext, Command>> Verbs =
    [
        GradeCommand.Create,
        DecideCommand.Create,
        ExplainCommand.Create,
        DeadlineCommand.Create,
        SimulateCommand.Create,
        ReplayCommand.Create,
        CheckCommand.Create,
        TestCommand.Create,
        ConformCommand.Create,
        ClausesCommand.Create,
        BookCommand.Create,
        EffectiveCommand.Create,
        FmtCommand.Create,
        EvalCommand.Create,
        SchemaCommand.Create,
    ];

    private static int Main(string[] args) => new CommandLine(Console.Out, Console.Error, TimeProvider.System).Run(args, Environment.GetEnvironmentVariable);
}
