using System.Linq.Expressions;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Deciding.Fusing;

/// <summary>
/// A whole document as one delegate from slots of facts to slots of the outcome. It decides or says that it does not: then the ordinary
/// evaluation tells what is missing or failed. Immutable and thread-safe.
/// </summary>
internal sealed class SlotDecision
{
    private readonly Code _code;

    private SlotDecision(Code code) => _code = code;

    private delegate bool Code(Value[] facts, in EvaluationMoment moment, Value[] outcome);

    /// <summary>Compiles a document; null when some part of it needs the ordinary evaluation.</summary>
    public static SlotDecision? Of(DecisionDocument document)
    {
        var facts = Expression.Parameter(typeof(Value[]), "facts");
        var moment = Expression.Parameter(typeof(EvaluationMoment).MakeByRefType(), "moment");
        var outcome = Expression.Parameter(typeof(Value[]), "outcome");
        var end = Expression.Label(typeof(bool));
        Expression Leave() => Expression.Return(end, Expression.Constant(false));
        if (DocumentFuser.Fuse(document, new SlotFacts(facts), moment, Leave) is not { } fused) return null;
        var statements = fused.Statements.ToList();
        for (var i = 0; i < fused.Outcome.Length; i++)
        {
            if (fused.Outcome[i].Wrap() is not { } value) return null;
            statements.Add(Expression.Assign(Expression.ArrayAccess(outcome, Expression.Constant(i)), value));
        }
        statements.Add(Expression.Label(end, Expression.Constant(true)));
        return new SlotDecision(Expression.Lambda<Code>(Expression.Block(fused.Variables, statements), facts, moment, outcome).Compile());
    }

    /// <summary>Decides; false when it is left to the ordinary evaluation, and the outcome is of no use.</summary>
    /// <param name="facts">The facts in order of the document's, and no others before them.</param>
    /// <param name="moment">When.</param>
    /// <param name="outcome">Takes the fields of the outcome, in their order.</param>
    public bool TryDecide(Value[] facts, in EvaluationMoment moment, Value[] outcome)
    {
        try
        {
            return _code(facts, moment, outcome);
        }
        catch (Exception e) when (e is ArithmeticException or EvaluationFault)
        {
            return false;
        }
    }
}
