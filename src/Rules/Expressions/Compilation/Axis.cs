using System.Linq.Expressions;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Expressions.Compilation;

/// <summary>
/// The values of one name laid on a line in their order, so that comparing them with a constant is one machine comparison and exact all the
/// same. A place on the line is told by a key: a long that has the order of the line. Where null is a value it stands before all others.
/// </summary>
/// <param name="isNull">Code that says whether there is no value; null when there always is one.</param>
internal abstract class Axis(Expression? isNull)
{
    public const long Start = long.MinValue;
    public const long End = long.MaxValue;

    /// <summary>The place of the value; a variable that <see cref="Prepare"/> sets.</summary>
    public abstract ParameterExpression Position { get; }

    /// <summary>Finds the place. Has no other effect, so that it can wait until the place is needed.</summary>
    public Expression Prepare => Expression.Assign(Position, isNull is null ? Place : Expression.Condition(isNull, PlaceOf(LeastKey - 1), Place));

    /// <summary>Key of the first place that stands for a value and not for null.</summary>
    public long Lowest => isNull is null ? Start : LeastKey;

    /// <summary>The places that the value, or null where it can be, stands on.</summary>
    public virtual Places Domain => Places.All;

    /// <summary>Computes the place of a value.</summary>
    protected abstract Expression Place { get; }

    /// <summary>Key that no value stands before.</summary>
    protected abstract long LeastKey { get; }

    /// <summary>Whether some code needs the place from the start.</summary>
    public bool IsEager { get; private set; }

    /// <summary>Whether the place is found from the start anyhow.</summary>
    public bool IsPlaced { get; set; }

    /// <summary>Key of the first place whose value is at least, or beyond, a constant; null when the line cannot tell.</summary>
    public abstract long? First(Value constant, bool beyond);

    /// <summary>The place of a key, as a constant of the type of <see cref="Position"/>.</summary>
    protected abstract Expression PlaceOf(long key);

    /// <summary>Code for whether the value stands at or behind a place.</summary>
    public Expression Reaches(long key) => key switch
    {
        Start => Expression.Constant(true),
        End => Expression.Constant(false),
        _ => Expression.GreaterThanOrEqual(Position, PlaceOf(key)),
    };

    /// <summary>Code for whether the value stands at or behind a place, to be asked from the start.</summary>
    public Expression IsFrom(long key)
    {
        IsEager = true;
        return Reaches(key);
    }

    /// <summary>Code for <c>value >= constant</c>, or <c>value > constant</c>.</summary>
    public Expression? AtLeast(Value constant, bool beyond)
    {
        if (First(constant, beyond) is not { } key) return null;
        return IsFrom(key);
    }

    /// <summary>Code for <c>value &lt; constant</c>, or <c>value &lt;= constant</c>.</summary>
    public Expression? Below(Value constant, bool orEqual) => AtLeast(constant, orEqual) is { } above ? Expression.Not(above) : null;

    /// <summary>Code for <c>value == constant</c>.</summary>
    public Expression? At(Value constant) =>
        AtLeast(constant, beyond: false) is { } low && Below(constant, orEqual: true) is { } high ? Expression.AndAlso(low, high) : null;
}
