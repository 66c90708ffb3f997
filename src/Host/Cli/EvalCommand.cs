using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Explanations;
using CrmWorkflows.Rules.Interop;

namespace CrmWorkflows.Host.Cli;

/// <summary><c>crmwf eval FILE</c>: runs a workflow of a RulesEngine file.</summary>
internal sealed class EvalCommand
{
    private readonly CommandLineContext _cli;
    private readonly Argument<FileInfo> _file;
    private readonly Option<string?> _workflow;
    private readonly Option<string[]> _inputs;
    private readonly Option<bool> _json;
    private readonly Option<bool> _explain;
    private readonly Option<bool> _caseSensitive;
    private readonly Option<string> _nested;

    private EvalCommand(CommandLineContext cli)
    {
        _cli = cli;
        _file = new Argument<FileInfo>("FILE") { Description = cli.Text("cli.eval.file") };
        _workflow = new Option<string?>("--workflow") { Description = cli.Text("cli.eval.workflow"), HelpName = "NAME" };
        _inputs = new Option<string[]>("--input") { Description = cli.Text("cli.eval.input"), HelpName = "NAME=FILE", DefaultValueFactory = _ => [] };
        _json = new Option<bool>("--json") { Description = cli.Text("cli.eval.json") };
        _explain = new Option<bool>("--explain") { Description = cli.Text("cli.eval.explain") };
        _caseSensitive = new Option<bool>("--case-sensitive") { Description = cli.Text("cli.eval.caseSensitive") };
        _nested = new Option<string>("--nested") { Description = cli.Text("cli.eval.nested"), HelpName = "MODE", DefaultValueFactory = _ => "all" }.AcceptOnly(cli, "all", "performance");
        _inputs.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
                if (token.Value.IndexOf('=', StringComparison.Ordinal) is 0 or -1) result.AddError(cli.Text("cli.eval.badInput", token.Value));
        });
    }

    public static Command Create(CommandLineContext cli)
    {
        var verb = new EvalCommand(cli);
        var command = new Verb(cli, "eval", "crmwf eval samples/rulesengine/discount.json --workflow Discount --input order=samples/rulesengine/order.json --explain")
        {
            verb._file, verb._workflow, verb._inputs, verb._json, verb._explain, verb._caseSensitive, verb._nested,
        };
        command.SetAction(verb.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var file = parsed.GetValue(_file)!;
        if (!file.Exists) return Fail(_cli.Text("cli.eval.noFile", file.Name));
        var settings = new ReSettings
        {
            Language = _cli.Language,
            Clock = _cli.Clock,
            IsExpressionCaseSensitive = parsed.GetValue(_caseSensitive),
            NestedRuleExecutionMode = parsed.GetValue(_nested) == "performance" ? NestedRuleExecutionMode.Performance : NestedRuleExecutionMode.All,
        };
        var load = RulesEngine.Load([KeyValuePair.Create(file.Name, File.ReadAllText(file.FullName))], settings);
        new DiagnosticWriter(_cli, _cli.Error, new Dictionary<string, string> { [file.Name] = file.FullName }).Write(load.Diagnostics);
        if (load.Engine is not { } engine) return ExitCode.Failure;
        var names = engine.GetAllRegisteredWorkflowNames();
        if ((parsed.GetValue(_workflow) ?? (names.Length == 1 ? names[0] : null)) is not { } workflow)
            return Fail(_cli.Text("cli.eval.which", string.Join(", ", names)));
        if (Inputs(parsed) is not { } inputs) return ExitCode.Failure;
        try
        {
            var results = parsed.GetValue(_explain) ? engine.Explain(workflow, inputs) : engine.ExecuteAllRulesAsync(workflow, inputs).GetAwaiter().GetResult();
            if (parsed.GetValue(_json)) _cli.WriteJson(writer => RuleResultJson.Write(writer, results, _cli.Language));
            else foreach (var result in results) Write(result, 0);
            return results.Any(Failed) ? ExitCode.Failure : ExitCode.Success;
        }
        catch (RulesEngineException e)
        {
            return Fail(e.Message);
        }
    }

    private RuleParameter[]? Inputs(ParseResult parsed)
    {
        var inputs = new List<RuleParameter>();
        foreach (var written in parsed.GetValue(_inputs)!)
        {
            var (name, path) = (written[..written.IndexOf('=', StringComparison.Ordinal)], written[(written.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            try
            {
                inputs.Add(RuleParameter.FromJson(name, Encoding.UTF8.GetString(_cli.ReadAll(path))));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
            {
                Fail(_cli.Text("cli.eval.noInput", path, e.Message));
                return null;
            }
        }
        return [.. inputs];
    }

    private static bool Failed(RuleResultTree result) => result.Failure is not null || result.ActionResult.Exception is not null || result.ChildResults.Any(Failed);

    private void Write(RuleResultTree result, int depth)
    {
        var indent = new string(' ', depth * 2);
        var mark = result.Failure is not null ? "!" : result.IsSuccess ? "+" : "-";
        var said = result.IsSuccess ? result.SuccessEvent : result.ExceptionMessage;
        _cli.Out.WriteLine($"{indent}{mark} {result.RuleName}{(said is null ? "" : ": " + said)}");
        if (result.ActionResult.Output is { } output) _cli.Out.WriteLine($"{indent}    = {Text(output)}");
        if (result.ActionResult.Exception is { } exception) _cli.Out.WriteLine($"{indent}    ! {exception}");
        foreach (var step in result.Explanation) Write(step, depth + 2);
        foreach (var child in result.ChildResults) Write(child, depth + 1);
    }

    private void Write(ExplanationNode step, int depth)
    {
        var mark = step.Verdict switch { true => "+", false => "-", null => " " };
        _cli.Out.WriteLine($"{new string(' ', depth * 2)}{mark} {step.Sentence(_cli.Language)}");
        foreach (var child in step.Children) Write(child, depth + 1);
    }

    private static string Text(object output)
    {
        using var memory = new MemoryStream();
        using (var writer = new System.Text.Json.Utf8JsonWriter(memory, new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) RuleResultJson.WriteOutput(writer, output);
        return Encoding.UTF8.GetString(memory.ToArray());
    }

    private int Fail(string message)
    {
        _cli.Error.WriteLine(message);
        return ExitCode.Failure;
    }
}
