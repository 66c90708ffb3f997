using System.Linq.Expressions;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Fusing;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.Compilation;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Embedding;

/// <summary>Decides for a typed record without values in between. False when it leaves the record to the ordinary evaluation.</summary>
internal delegate bool FusedDecision<in TFacts, TOutcome>(TFacts facts, in EvaluationMoment moment, out TOutcome outcome);

/// <summary>Makes the parts of a compiled decision: one delegate for the whole document where that can be, and the way through values.</summary>
internal sealed class DecisionCompiler<TFacts, TOutcome>(DecisionDocument document, DiagnosticBag diagnostics)
{
    /// <summary>Code that puts the members of a record into the slots of facts; null after a finding.</summary>
    public Action<TFacts, Value[]>? Reader()
    {
        var facts = Expression.Parameter(typeof(TFacts), "facts");
        var slots = Expression.Parameter(typeof(Value[]), "slots");
        var values = new RecordValues(diagnostics);
        var code = new List<Expression>();
        for (var i = 0; i < document.Facts.Length; i++)
        {
            var fact = document.Facts[i];
            if (FactMember.Of(facts, fact.Name) is not { } member) continue;
            if (values.Of(member, fact.Type, fact.Name) is { } value) code.Add(Expression.Assign(Expression.ArrayAccess(slots, Expression.Constant(i)), value));
        }
        return diagnostics.HasErrors ? null : Expression.Lambda<Action<TFacts, Value[]>>(Expression.Block(typeof(void), code.Append(Expression.Empty())), facts, slots).Compile();
    }

    /// <summary>Code that makes the outcome of a decision; null after a finding.</summary>
    public Func<ValueRecord, TOutcome>? Writer()
    {
        var record = Expression.Parameter(typeof(ValueRecord), "outcome");
        Scalar? Read(int index)
        {
            var value = Expression.Call(typeof(DecisionCompiler<TFacts, TOutcome>), nameof(FieldOf), null, record, Expression.Constant(index));
            var type = document.Fields[index].Type;
            return new Scalar(type.Kind, Scalar.TypeOf(type.Kind) is null ? value : Scalar.Unwrap(value, type.Kind))
            {
                IsNull = type.IsNullable ? Expression.Property(value, nameof(Value.IsNull)) : null,
            };
        }
        if (typeof(TOutcome) == typeof(ValueRecord)) return (Func<ValueRecord, TOutcome>)(object)(Func<ValueRecord, ValueRecord>)(r => r);
        var code = new OutcomeShape(document, diagnostics).Make(typeof(TOutcome), Read);
        return code is null ? null : Expression.Lambda<Func<ValueRecord, TOutcome>>(code, record).Compile();
    }

    internal static Value FieldOf(ValueRecord record, int index) => record.Values[index];

    /// <summary>The whole document as one delegate; null when some part of it needs values.</summary>
    public FusedDecision<TFacts, TOutcome>? Fuse()
    {
        var facts = Expression.Parameter(typeof(TFacts), "facts");
        var moment = Expression.Parameter(typeof(EvaluationMoment).MakeByRefType(), "moment");
        var outcome = Expression.Parameter(typeof(TOutcome).MakeByRefType(), "outcome");
        var end = Expression.Label(typeof(bool));
        Expression Leave() => Expression.Return(end, Expression.Constant(false));
        if (DocumentFuser.Fuse(document, new RecordFacts(facts), moment, Leave) is not { } fused) return null;
        if (new OutcomeShape(document, new DiagnosticBag()).Make(typeof(TOutcome), i => fused.Outcome[i]) is not { } made) return null;
        var code = Expression.Block(fused.Variables,
        [
            Expression.Assign(outcome, Expression.Default(typeof(TOutcome))),
            .. fused.Statements,
            Expression.Assign(outcome, made),
            Expression.Label(end, Expression.Constant(true)),
        ]);
        return Expression.Lambda<FusedDecision<TFacts, TOutcome>>(code, facts, moment, outcome).Compile();
    }
}
