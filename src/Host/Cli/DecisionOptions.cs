using System.CommandLine;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.PolicySets;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Host.Cli;

/// <summary>The options of the verbs that decide once: which document of which policy, on the facts of which file, for a person or for a program.</summary>
internal sealed class DecisionOptions(CommandLineContext cli)
{
    private readonly PolicyOptions _policy = PolicyOptions.WithDecision(cli);
    private readonly Option<string> _facts = new("--facts") { Description = cli.Text("cli.decide.facts"), HelpName = "FILE", DefaultValueFactory = _ => "-" };
    private readonly Option<bool> _json = new("--json") { Description = cli.Text("cli.json") };

    public void AddTo(Command command)
    {
        _policy.AddTo(command);
        command.Add(_facts);
        command.Add(_json);
    }

    /// <summary>What is to be decided; null when it cannot be, and the reason is written.</summary>
    public DecisionTask? Read(ParseResult parsed)
    {
        if (_policy.FindPolicy(parsed) is not { } policy || _policy.FindDocument(policy, parsed) is not { } document) return null;
        var file = parsed.GetRequiredValue(_facts);
        var diagnostics = new DiagnosticBag();
        var values = FactReader.Read(document, file == "-" ? cli.Text("cli.decide.piped") : file, cli.ReadAll(file), diagnostics);
        new DiagnosticWriter(cli, cli.Error, new Dictionary<string, string> { [file] = file }).Write(diagnostics.ToImmutable());
        return diagnostics.HasErrors ? null : new DecisionTask(policy, document, values, parsed.GetValue(_json));
    }
}

/// <summary>One decision that is asked for.</summary>
/// <param name="Facts">The facts in the order of the document.</param>
/// <param name="AsJson">Whether a program reads the answer.</param>
internal sealed record DecisionTask(PolicySet Policy, DecisionDocument Document, Value[] Facts, bool AsJson);
