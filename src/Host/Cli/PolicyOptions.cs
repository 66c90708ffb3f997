using System.CommandLine;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.PolicySets;

namespace CrmWorkflows.Host.Cli;

/// <summary>The options by which a verb is told the policy, and what they lead to. A name that does not exist is a finding with the nearest one.</summary>
internal sealed class PolicyOptions
{
    private readonly CommandLineContext _cli;

    public PolicyOptions(CommandLineContext cli)
    {
        _cli = cli;
        Rules = new Option<string>("--rules") { Description = cli.Text("cli.policy.rules"), HelpName = "DIR", DefaultValueFactory = _ => "rules" };
        Line = new Option<string>("--line") { Description = cli.Text("cli.policy.line"), HelpName = "LINE", Required = true };
        Policy = new Option<string>("--policy") { Description = cli.Text("cli.policy.policy"), HelpName = "POLICY", Required = true };
    }

    public Option<string> Rules { get; }

    public Option<string> Line { get; }

    public Option<string> Policy { get; }

    public Option<string> Decision { get; init; } = null!;

    /// <summary>The same options, and the one that names a document.</summary>
    public static PolicyOptions WithDecision(CommandLineContext cli) =>
        new(cli) { Decision = new Option<string>("--decision") { Description = cli.Text("cli.policy.decision"), HelpName = "DECISION", Required = true } };

    public void AddTo(Command command)
    {
        command.Add(Line);
        command.Add(Policy);
        if (Decision is not null) command.Add(Decision);
        command.Add(Rules);
    }

    /// <summary>The policy; null when there is none or it does not hold together, and the findings are written.</summary>
    public PolicySet? FindPolicy(ParseResult parsed)
    {
        var (rules, line, name) = (parsed.GetRequiredValue(Rules), parsed.GetRequiredValue(Line), parsed.GetRequiredValue(Policy));
        // The name of the line in front of a policy's name may be left out.
        if (!Directory.Exists(Path.Combine(rules, line, name)) && Directory.Exists(Path.Combine(rules, line, $"{line}-{name}"))) name = $"{line}-{name}";
        var folder = Path.Combine(rules, line, name);
        // One policy is read, not all of them, when its folder is where it belongs.
        var load = PolicyLoader.Load(File.Exists(Path.Combine(folder, "policy.json")) ? folder : rules);
        if (load.Library.Find(line, name) is { } policy) return policy;
        new DiagnosticWriter(_cli, _cli.Error, load.Files).Write(load.Diagnostics.Where(d => d.Severity == Severity.Error));
        if (load.HasErrors) return null;
        var lines = load.Library.Policies.Select(p => p.Line).Distinct().ToArray();
        if (!lines.Contains(line)) Report(CliDiagnostics.UnknownLine, line, Suggestion.Phrase(line, lines), string.Join(", ", lines));
        else
        {
            var names = load.Library.Policies.Where(p => p.Line == line).Select(p => p.Name).ToArray();
            Report(CliDiagnostics.UnknownPolicy, line, name, Suggestion.Phrase(name, names), string.Join(", ", names));
        }
        return null;
    }

    /// <summary>The document of a policy that is in force on the day; null when there is none, and the reason is written.</summary>
    public DecisionDocument? FindDocument(PolicySet policy, ParseResult parsed)
    {
        var name = parsed.GetRequiredValue(Decision);
        var day = parsed.AsOf() ?? _cli.Moment(null).Today;
        if (policy.Find(name, day) is { } document) return document;
        var names = policy.Documents.Select(d => d.Name).Distinct().ToArray();
        if (names.Contains(name)) Report(CliDiagnostics.NotInForce, name, day);
        else Report(CliDiagnostics.UnknownDecision, policy.Name, name, Suggestion.Phrase(name, names), string.Join(", ", names));
        return null;
    }

    private void Report(DiagnosticCode code, params object?[] arguments) => _cli.Error.WriteLine(new Diagnostic(code, SourceSpan.None, [.. arguments]).Render(_cli.Language));
}
