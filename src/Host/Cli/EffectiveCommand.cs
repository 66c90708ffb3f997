using System.CommandLine;
using CrmWorkflows.Rules.PolicySets;

namespace CrmWorkflows.Host.Cli;

/// <summary><c>crmwf effective</c>: a document with everything that its bases give it, as it is hashed and approved.</summary>
internal static class EffectiveCommand
{
    public static Command Create(CommandLineContext cli)
    {
        var options = PolicyOptions.WithDecision(cli);
        var command = new Verb(cli, "effective", "crmwf effective --line fund --policy fund-customer-service --decision investor-tiers");
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            if (options.FindPolicy(parsed) is not { } policy || options.FindDocument(policy, parsed) is not { } document) return ExitCode.Failure;
            cli.Out.Write(RuleFormatter.Effective(document));
            return ExitCode.Success;
        });
        return command;
    }
}
