using System.Linq.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Expressions.Compilation;

/// <summary>
/// Reads names from the slots of a context. Each name that is read adds a guard: the code holds only when all of them do, so that it need
/// not look for missing values or for numbers of another kind.
/// </summary>
internal sealed class SlotSource(ParameterExpression context) : IScalarSource
{
    private readonly Dictionary<string, Scalar> _read = new(StringComparer.Ordinal);
    private readonly List<ParameterExpression> _variables = [];
    private readonly List<Expression> _guards = [];

    public Scalar? Read(BoundNode node)
    {
        if (node is BoundSymbol { Symbol: InputSymbol input })
            return input.Input == EvaluationInput.Now ? null : new Scalar(ValueKind.Date, Expression.Convert(
                Expression.Property(Expression.Property(context, input.Input.ToString()), nameof(DateOnly.DayNumber)), typeof(long))) { IsSimple = true };
        if (Scalar.TypeOf(node.Type.Kind) is null || Path(node) is not { } path) return null;
        if (_read.TryGetValue(path.Key, out var known)) return known;
        var place = path.Place;
        if (node is BoundMember)
        {
            // A member is looked up once, in the guard.
            var variable = Expression.Variable(typeof(Value));
            _variables.Add(variable);
            _guards.Add(Guard(Expression.Assign(variable, place), node));
            place = variable;
        }
        else
        {
            _guards.Add(Guard(place, node));
        }
        return _read[path.Key] = new Scalar(node.Type.Kind, Scalar.Unwrap(place, node.Type.Kind)) 
        {
            IsNull = node.Type.IsNullable ? Expression.Property(place, nameof(Value.IsNull)) : null,
            IsSimple = true,
        };
    }

    /// <summary>Runs one code when all guards hold, and another when one does not.</summary>
    public Expression Guarded(Expression whenSound, Expression otherwise)
    {
        if (_guards.Count == 0) return whenSound;
        var all = _guards.Aggregate(Expression.AndAlso);
        Expression choice = Expression.Condition(all, whenSound, otherwise);
        return _variables.Count == 0 ? choice : Expression.Block(choice.Type, _variables, choice);
    }

    private static Expression Guard(Expression value, BoundNode node) =>
        Expression.Call(typeof(SlotSource), node.Type.IsNullable ? nameof(IsOrNull) : nameof(Is), null, value, Expression.Constant(node.Type.Kind));

    internal static bool Is(in Value value, ValueKind kind) => value.Kind == kind;

    internal static bool IsOrNull(in Value value, ValueKind kind) => value.Kind == kind || value.IsNull;

    internal static Value MemberOf(Value record, int index) => record.Kind == ValueKind.Record ? record.AsRecord().Values[index] : record;

    private (string Key, Expression Place)? Path(BoundNode node)
    {
        switch (node)
        {
            case BoundSymbol { Symbol: FactSymbol fact }:
                return ($"f{fact.Index}", Slot(nameof(EvaluationContext.Facts), fact.Index));
            case BoundSymbol { Symbol: LocalSymbol local }:
                return ($"l{local.Slot}", Slot(nameof(EvaluationContext.Locals), local.Slot));
            case BoundMember member when Path(member.Target) is { } target:
                return ($"{target.Key}.{member.Index}", Expression.Call(typeof(SlotSource), nameof(MemberOf), null, target.Place, Expression.Constant(member.Index)));
            default:
                return null;
        }
    }

    private IndexExpression Slot(string slots, int index) => Expression.ArrayAccess(Expression.Property(context, slots), Expression.Constant(index));
}
