using System.CommandLine;

namespace CrmWorkflows.Host.Cli;

/// <summary>A verb of the command line: described by the text <c>cli.NAME</c>, with the examples that its help shows.</summary>
internal sealed class Verb(CommandLineContext cli, string name, params IEnumerable<string> examples) : Command(name, cli.Text("cli." + name))
{
    /// <summary>Whole command lines that work from the root of the repository; the first stands in the help of the program.</summary>
    public IReadOnlyList<string> Examples { get; } = [.. examples];
}
