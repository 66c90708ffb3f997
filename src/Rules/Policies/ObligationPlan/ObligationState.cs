using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.ObligationPlan;

/// <summary>The states of an obligation, which documents name <c>obligationState</c> in their outcome.</summary>
internal static class ObligationState
{
    public static EnumType Type { get; } = new(new EnumDeclaration("obligationState",
        [Member("early"), Member("open"), Member("met"), Member("breached"), Member("notRequired")]));

    /// <summary>Done before the window opened, which has not closed yet: it does not count, and is to be repeated while there is time.</summary>
    public static Value Early { get; } = Of("early");

    /// <summary>Not done, and asked about not after the due moment.</summary>
    public static Value Open { get; } = Of("open");

    /// <summary>Done on or before the due moment.</summary>
    public static Value Met { get; } = Of("met");

    /// <summary>Done later, or not done and asked about after the due moment.</summary>
    public static Value Breached { get; } = Of("breached");

    /// <summary>Nothing is due.</summary>
    public static Value NotRequired { get; } = Of("notRequired");

    /// <summary>The state of one obligation that is due; done is null while it is not.</summary>
    public static Value Judge(Value due, Value done, Value asOf) =>
        done.IsPresent
            ? Value.Compare(done, due) <= 0 ? Met : Breached
            : asOf.IsPresent && Value.Compare(asOf, due) > 0 ? Breached : Open;

    /// <summary>Whether a state is good, bad, or not yet either.</summary>
    public static bool? Verdict(Value state) => state == Met ? true : state == Breached ? false : null;

    /// <summary>
    /// The last word of the phrase that tells a state: what was never done is <c>overdue</c>, and what was done on a day that nobody noted is <c>done</c>.
    /// </summary>
    public static string Word(Value state, Value done) =>
        state == Breached && !done.IsPresent ? "overdue" : state == Met && done.Kind == ValueKind.Boolean ? "done" : state.AsText();

    /// <summary>The causes of all missing values together; null when none is missing.</summary>
    public static Value? Unknown(params ReadOnlySpan<Value> values)
    {
        Value? unknown = null;
        foreach (var value in values)
            if (value.IsMissing) unknown = unknown is { } known ? Operators.Missing(known, value) : value;
        return unknown;
    }

    private static Value Of(string code) => Value.Of(Type.Declaration.Canonical(code));

    private static EnumMember Member(string code) => new(code, TextCatalog.Rules.Find("obligation.state." + code));
}
