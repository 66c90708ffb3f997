using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Explanations;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Facts.Writing;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.ObligationPlan;

/// <summary>
/// A due day or moment and its state. Met: done on or before it; open: not done and the question is asked not after it; breached: everything else.
/// </summary>
internal sealed class ObligationPlanBody(Formula due, Formula? done, Formula asOf, FactType moment) : KindBody
{
    /// <summary>The type obligationState, which documents can name in their outcome.</summary>
    public static EnumType State { get; } = new(new EnumDeclaration("obligationState", [Member("met"), Member("open"), Member("breached")]));

    public override RecordType ResultType { get; } =
        TypeRules.RecordOf([new RecordMember("due", due.Type.IsNullable ? moment.OrNull() : moment), new RecordMember("state", due.Type.IsNullable ? State.OrNull() : State)]);

    public override Value Decide(EvaluationContext context)
    {
        var dueAt = due.Evaluate(context);
        var doneAt = done?.Evaluate(context) ?? Value.Null;
        var seen = asOf.Evaluate(context);
        if (dueAt.IsMissing || doneAt.IsMissing || seen.IsMissing) return Operators.Missing(dueAt, Operators.Missing(doneAt, seen));
        if (dueAt.IsNull) return Record(Value.Null, Value.Null);
        var state = doneAt.IsPresent
            ? Value.Compare(doneAt, dueAt) <= 0 ? "met" : "breached"
            : Value.Compare(seen, dueAt) <= 0 ? "open" : "breached";
        ExplanationBuilder.Of(context)?.Add("obligation." + state, due.Span, state == "breached" ? false : state == "met" ? true : null, null, Text(doneAt), Text(dueAt), Text(seen));
        return Record(dueAt, Value.Of(State.Declaration.Canonical(state)));
    }

    private Value Record(Value dueAt, Value state) => Value.Of(new ValueRecord(ResultType.MemberNames, [dueAt, state]));

    private LocalizedText Text(Value value) => new(ValueText.Of(value, moment, Language.Chinese), ValueText.Of(value, moment, Language.English));

    private static EnumMember Member(string code) => new(code, TextCatalog.Rules.Find("obligation.state." + code));
}
