using System.CommandLine;
using CrmWorkflows.Rules.Interop.Books;

namespace CrmWorkflows.Host.Cli;

/// <summary><c>crmwf book</c>: a policy as the readable text that it enforces.</summary>
internal static class BookCommand
{
    public static Command Create(CommandLineContext cli)
    {
        var options = new PolicyOptions(cli);
        var output = new Option<string?>("--out") { Description = cli.Text("cli.book.out"), HelpName = "FILE" };
        var command = new Verb(cli, "book", "crmwf book --line guarantee --policy resource-library --lang zh", "crmwf book --line fund --policy fund-customer-service --out fund.md");
        options.AddTo(command);
        command.Add(output);
        command.SetAction(parsed =>
        {
            if (options.FindPolicy(parsed) is not { } policy) return ExitCode.Failure;
            var text = PolicyBook.Write(policy, cli.Language, parsed.AsOf());
            if (parsed.GetValue(output) is not { } path)
            {
                cli.Out.Write(text);
                return ExitCode.Success;
            }
            using var file = AtomicFile.Create(path, cli);
            file.Write(System.Text.Encoding.UTF8.GetBytes(text));
            file.Complete();
            return ExitCode.Success;
        });
        return command;
    }
}
