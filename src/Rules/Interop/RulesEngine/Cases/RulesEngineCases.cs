using System.Collections.Immutable;
using System.Text.Json;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Policies.RuleSet;
using CrmWorkflows.Rules.Policies.RuleSet.Inputs;
using CrmWorkflows.Rules.Policies.RuleSet.Running;
using CrmWorkflows.Rules.Policies.RuleSet.Workflows;

namespace CrmWorkflows.Rules.Interop;

/// <summary>Runs files of cases that hold the outcomes of Microsoft RulesEngine, and compares.</summary>
public static class RulesEngineCases
{
    /// <summary>Whether a file holds such cases.</summary>
    /// <param name="utf8">The file.</param>
    public static bool Recognises(ReadOnlySpan<byte> utf8) =>
        JsonSource.Parse(null, utf8, new DiagnosticBag()) is JsonArrayNode { Items: [JsonObjectNode first, ..] } && first["workflows"] is JsonArrayNode && first["run"] is JsonTextNode;

    /// <summary>Runs all cases of a file.</summary>
    /// <param name="file">Name of the file, for findings.</param>
    /// <param name="utf8">The file.</param>
    /// <param name="now">The moment that <c>DateTime.Now</c> means.</param>
    public static RulesEngineCaseReport Run(string file, ReadOnlySpan<byte> utf8, DateTimeOffset now)
    {
        var diagnostics = new DiagnosticBag();
        if (JsonSource.Parse(file, utf8, diagnostics) is not JsonArrayNode cases) return new RulesEngineCaseReport([], diagnostics.ToImmutable());
        var results = cases.Items.OfType<JsonObjectNode>().Select(c => Run(c, now)).ToImmutableArray();
        return new RulesEngineCaseReport(results, diagnostics.ToImmutable());
    }

    private static RulesEngineCaseResult Run(JsonObjectNode @case, DateTimeOffset now)
    {
        var outcome = Outcome(@case, now);
        var id = TextIn(@case, "id");
        var json = OutcomeWriter.Write(id, outcome);
        var comparison = new CaseComparison();
        using var expected = JsonDocument.Parse(@case.Source.Text.AsMemory(@case.Start, @case.End - @case.Start));
        using var actual = JsonDocument.Parse(json);
        comparison.Compare(expected.RootElement, actual.RootElement);
        return new RulesEngineCaseResult(id, TextIn(@case, "feature"), StatusOf(@case, outcome, comparison), comparison.Differences, json);
    }

    private static RulesEngineCaseStatus StatusOf(JsonObjectNode @case, CaseOutcome outcome, CaseComparison comparison)
    {
        if (comparison.IsSame) return RulesEngineCaseStatus.Same;
        if (comparison.IsOnlyMore) return RulesEngineCaseStatus.More;
        if (TextIn(@case, "quirk").StartsWith("Defect:", StringComparison.Ordinal)) return RulesEngineCaseStatus.Better;
        return outcome.Throws is { Stage: "load" } && @case["throws"] is not JsonObjectNode ? RulesEngineCaseStatus.Refused : RulesEngineCaseStatus.Failed;
    }

    private static CaseOutcome Outcome(JsonObjectNode @case, DateTimeOffset now)
    {
        var diagnostics = new DiagnosticBag();
        var settings = SettingsOf(@case["settings"] as JsonObjectNode, diagnostics);
        var files = @case["workflows"] is JsonArrayNode list ? list.Items.Select(w => FileOf(w, diagnostics)).OfType<JsonSourceNode>().ToList() : [];
        var set = diagnostics.HasErrors ? null : WorkflowSet.Read(files, settings.Options, diagnostics);
        if (set is null) return new CaseOutcome(null, new CaseFault("load", diagnostics.ToImmutable().First(d => d.Severity == Severity.Error)), null, null);
        var inputs = Inputs(@case);
        ImmutableArray<RuleOutcome>? rules = null;
        CaseFault? throws = null, actionThrows = null;
        ActionOutcome? action = null;
        try
        {
            rules = new RuleSetRunner(set, settings).RunAll(TextIn(@case, "run"), inputs, now);
        }
        catch (RunFault fault)
        {
            throws = new CaseFault("run", fault.Diagnostic);
        }
        if (@case["runRule"] is JsonTextNode rule)
        {
            try
            {
                action = new RuleSetRunner(set, settings).RunRule(TextIn(@case, "run"), rule.Value, inputs, now);
            }
            catch (RunFault fault)
            {
                actionThrows = new CaseFault("run", fault.Diagnostic);
            }
        }
        return new CaseOutcome(rules, throws, action, actionThrows);
    }

    // A workflow is given as JSON, or as the text of a file.
    private static JsonSourceNode? FileOf(JsonSourceNode workflow, DiagnosticBag diagnostics) =>
        workflow is JsonTextNode text ? JsonSource.Parse("workflow", text.Value, diagnostics) : workflow;

    private static RuleInput[] Inputs(JsonObjectNode @case)
    {
        var types = @case["inputTypes"] as JsonObjectNode;
        var kind = TextIn(@case, "inputKind");
        var inputs = @case["inputs"] as JsonObjectNode;
        return [.. (inputs?.Members ?? []).Select(m => kind == "typed" && types?[m.Name] is { } type
            ? TypedInput.Read(m.Name, m.Value, type)
            : JsonInput.Read(m.Name, m.Value, kind == "stj" ? InputKind.SystemTextJson : InputKind.Expando))];
    }

    private static RuleSetSettings SettingsOf(JsonObjectNode? node, DiagnosticBag diagnostics)
    {
        var settings = new RuleSetSettings { Dialect = new Expressions.RulesEngineDialect.DialectOptions(true, true, []) };
        foreach (var member in node?.Members ?? [])
        {
            var on = member.Value is JsonBooleanNode { Value: true };
            switch (member.Name)
            {
                case nameof(RuleSetSettings.EnableExceptionAsErrorMessage): settings = settings with { EnableExceptionAsErrorMessage = on }; break;
                case nameof(RuleSetSettings.IgnoreException): settings = settings with { IgnoreException = on }; break;
                case nameof(RuleSetSettings.EnableFormattedErrorMessage): settings = settings with { EnableFormattedErrorMessage = on }; break;
                case nameof(RuleSetSettings.EnableScopedParams): settings = settings with { EnableScopedParams = on }; break;
                case "IsExpressionCaseSensitive": settings = settings with { IsExpressionCaseSensitive = on }; break;
                case nameof(RuleSetSettings.EnableExceptionAsErrorMessageForRuleExpressionParsing): settings = settings with { EnableExceptionAsErrorMessageForRuleExpressionParsing = on }; break;
                case nameof(RuleSetSettings.AutoExecuteActions): settings = settings with { AutoExecuteActions = on }; break;
                case "NestedRuleExecutionMode":
                    settings = settings with { StopsEarly = member.Value is JsonTextNode { Value: "Performance" } or JsonNumberNode { Written: "1" } };
                    break;
                case "UseFastExpressionCompiler" or "AutoRegisterInputType" or "EnableParallelRuleCompilation" or "CacheConfig":
                    // These change how the real engine works, not what comes of it.
                    break;
                default:
                    diagnostics.Add(RuleSetDiagnostics.UnknownSetting, member.NameSpan, member.Name, Suggestion.Phrase(member.Name, typeof(ReSettings).GetProperties().Select(p => p.Name)));
                    break;
            }
        }
        return settings;
    }

    private static string TextIn(JsonObjectNode node, string name) => (node[name] as JsonTextNode)?.Value ?? "";
}
