using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Explanations;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Facts.Writing;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.Checklist;

/// <summary>The required codes that are not present, in the order of the required ones.</summary>
internal sealed class ChecklistBody(Formula required, Formula present, FactType code) : KindBody
{
    public override RecordType ResultType { get; } =
        TypeRules.RecordOf([new("complete", ScalarType.Boolean), new("missing", new ListType(code))]);

    public override Value Decide(EvaluationContext context)
    {
        var wanted = required.Evaluate(context);
        var held = present.Evaluate(context);
        if (wanted.IsMissing || held.IsMissing) return Operators.Missing(wanted, held);
        var items = wanted.IsPresent ? wanted.AsList().Items : [];
        var have = held.IsPresent ? held.AsList().Items.ToHashSet() : [];
        var missing = items.Where(i => !have.Contains(i)).ToArray();
        if (ExplanationBuilder.Of(context) is { } builder)
        {
            foreach (var item in items)
                builder.Add(have.Contains(item) ? "checklist.present" : "checklist.missing", required.Span, have.Contains(item), null, TextOf(item));
        }
        return Value.Of(new ValueRecord(ResultType.MemberNames, [Value.Of(missing.Length == 0), Value.List(missing)]));
    }

    private LocalizedText TextOf(Value value) => new(ValueText.Of(value, code, Language.Chinese), ValueText.Of(value, code, Language.English));
}
