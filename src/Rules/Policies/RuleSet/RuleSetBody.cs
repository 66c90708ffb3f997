using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Explanations;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Policies.RuleSet.Inputs;
using CrmWorkflows.Rules.Policies.RuleSet.Running;
using CrmWorkflows.Rules.Policies.RuleSet.Workflows;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.RuleSet;

/// <summary>A workflow of a RulesEngine file as the body of a document: which rules hold, which events follow, what was put out.</summary>
internal sealed class RuleSetBody(RuleSetRunner runner, WorkflowDefinition workflow, ImmutableArray<RuleSetInput> inputs, ImmutableArray<RuleSetOutputPlan> outputs) : KindBody
{
    private readonly ImmutableArray<string> _names = ["passed", "failed", "events", "event", .. outputs.Select(o => o.Name)];

    public override RecordType? ResultType { get; } = new("RuleSetResult",
    [
        new RecordMember("passed", new ListType(ScalarType.Text), TextCatalog.Rules.Find("ruleset.passed")),
        new RecordMember("failed", new ListType(ScalarType.Text), TextCatalog.Rules.Find("ruleset.failed")),
        new RecordMember("events", new ListType(ScalarType.Text), TextCatalog.Rules.Find("ruleset.events")),
        new RecordMember("event", ScalarType.Text.OrNull(), TextCatalog.Rules.Find("ruleset.event")),
        .. outputs.Select(o => new RecordMember(o.Name, o.Type, o.Label)),
    ]);

    public override IEnumerable<CoveragePoint> CoveragePoints => runner.Workflows.RulesOf(workflow).Where(r => r.Enabled).Select(r => new CoveragePoint(r.Name, r.Span));

    public override IEnumerable<string> Reached(Value result) => result.AsRecord()["passed"].AsList().Items.Select(i => i.AsText());

    public override Value Decide(EvaluationContext context)
    {
        var given = new RuleInput[inputs.Length];
        for (var i = 0; i < given.Length; i++)
        {
            var value = inputs[i].Formula.Evaluate(context);
            if (value.IsMissing) return value;
            given[i] = new RuleInput(inputs[i].Name, inputs[i].Type, FactInputs.ValueOf(value, inputs[i].Type));
        }
        var builder = ExplanationBuilder.Of(context);
        var outcomes = Run(given, context.Now, builder is not null);
        foreach (var outcome in outcomes) Tell(outcome, builder);
        return Value.Of(new ValueRecord(_names, [.. Verdicts(outcomes), .. outputs.Select(o => OutputOf(o, outcomes))]));
    }

    private ImmutableArray<RuleOutcome> Run(RuleInput[] given, DateTimeOffset now, bool explain)
    {
        try
        {
            var outcomes = runner.RunAll(workflow.Name, given, now, explain);
            foreach (var outcome in outcomes) RefuseFailures(outcome);
            return outcomes;
        }
        catch (RunFault fault)
        {
            throw new EvaluationFault(fault.Diagnostic.Code, [.. fault.Diagnostic.Arguments]);
        }
    }

    // In a policy a rule that could not be evaluated decides nothing, neither yes nor no.
    private static void RefuseFailures(RuleOutcome outcome)
    {
        if ((outcome.Failure ?? outcome.ActionFailure) is { } failure)
            throw new EvaluationFault(RuleSetDiagnostics.RuleFailed, outcome.Rule.Name, new LocalizedText(failure.Diagnostic.Message(Language.Chinese), failure.Diagnostic.Message(Language.English)));
        foreach (var child in outcome.Children) RefuseFailures(child);
    }

    private static IEnumerable<Value> Verdicts(ImmutableArray<RuleOutcome> outcomes)
    {
        var events = outcomes.Where(o => o.IsSuccess).Select(o => o.Rule.SuccessEvent).OfType<string>().ToList();
        yield return Texts(outcomes.Where(o => o.IsSuccess).Select(o => o.Rule.Name));
        yield return Texts(outcomes.Where(o => !o.IsSuccess).Select(o => o.Rule.Name));
        yield return Texts(events);
        yield return Value.Of(events.FirstOrDefault());
    }

    private static Value Texts(IEnumerable<string> texts) => Value.Of(new ValueList([.. texts.Select(t => Value.Of(t))]));

    private static Value OutputOf(RuleSetOutputPlan output, ImmutableArray<RuleOutcome> outcomes)
    {
        var from = outcomes.FirstOrDefault(o => o.Output?.Value is not null && (output.Rule is null || o.Rule.Name == output.Rule));
        if (from is null) return Value.Null;
        return FactInputs.Read(from.Output!.Value.Value, output.Type)
            ?? throw new EvaluationFault(RuleSetDiagnostics.RuleFailed, from.Rule.Name, LocalizedText.Same($"{ResultJson.Write(from.Output.Value.Value)} \u2260 {output.Type.Name}"));
    }

    private static void Tell(RuleOutcome outcome, ExplanationBuilder? builder)
    {
        if (builder is null) return;
        builder.Begin();
        foreach (var child in outcome.Children) Tell(child, builder);
        builder.Take(outcome.Explanation);
        builder.End("explain.rule", outcome.Rule.Span, outcome.IsSuccess, null, outcome.Rule.Name);
    }
}
