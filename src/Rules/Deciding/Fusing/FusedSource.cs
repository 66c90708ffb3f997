using System.Linq.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Compilation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Deciding.Fusing;

/// <summary>The names of a document in CLR types: facts as they are loaded, intermediate results as variables, members of the result.</summary>
internal sealed class FusedSource : IScalarSource
{
    private readonly Scalar?[] _facts;
    private readonly Dictionary<int, Scalar> _locals = [];
    private readonly List<ParameterExpression> _variables = [];
    private readonly List<Expression> _checks = [];
    private readonly List<Axis> _axes = [];
    private readonly ParameterExpression _moment;
    private readonly Func<Expression> _leave;

    public FusedSource(DecisionDocument document, IFactLoader facts, ParameterExpression moment, Func<Expression> leave)
    {
        (_moment, _leave) = (moment, leave);
        _facts = [.. document.Facts.Select((fact, i) => facts.Load(i, fact, this))];
    }

    /// <summary>False when a required fact is never supplied, so that nothing can ever be decided.</summary>
    public bool IsComplete { get; set; } = true;

    /// <summary>Slot of the body's result; its members stand in <see cref="Result"/>.</summary>
    public int? ResultSlot { get; set; }

    public IReadOnlyList<Scalar?> Result { get; set; } = [];

    public IEnumerable<ParameterExpression> Variables => _variables.Concat(_axes.Select(a => a.Position));

    /// <summary>What comes before all else.</summary>
    public IEnumerable<Expression> Checks => _checks.Concat(_axes.Where(a => a.IsEager).Select(a => a.Prepare));

    public void Define(int slot, Scalar value) => _locals[slot] = value;

    public Scalar? Read(BoundNode node) => node switch
    {
        BoundSymbol { Symbol: FactSymbol fact } => _facts[fact.Index],
        BoundSymbol { Symbol: LocalSymbol local } => _locals.GetValueOrDefault(local.Slot),
        BoundSymbol { Symbol: InputSymbol { Input: not EvaluationInput.Now } input } => Day(input.Input),
        BoundMember { Target: BoundSymbol { Symbol: LocalSymbol local } } member when local.Slot == ResultSlot && member.Index < Result.Count => Result[member.Index],
        _ => null,
    };

    /// <summary>The type that a fact reads as in expressions: one without an absent value of its own reads as null.</summary>
    public static FactType Seen(FactDeclaration fact) => !fact.Required && !fact.Absent.IsPresent ? fact.Type.OrNull() : fact.Type;

    /// <summary>Leaves the delegate when something holds.</summary>
    public void LeaveWhen(Expression wrong) => _checks.Add(Expression.IfThen(wrong, _leave()));

    /// <summary>A value that is computed before all else.</summary>
    public ParameterExpression Held(Expression value, string name)
    {
        var variable = Expression.Variable(value.Type, name);
        _variables.Add(variable);
        _checks.Add(Expression.Assign(variable, value));
        return variable;
    }

    /// <summary>A fact of a kind whose values are ordered by a line of their own, from code that gives it in the kind's CLR type.</summary>
    public Scalar Laid(FactDeclaration fact, Expression code, Expression? isNull)
    {
        var scalar = new Scalar(fact.Type.Kind, code) { IsNull = isNull, IsSimple = true };
        Axis? axis = fact.Type.Kind switch
        {
            ValueKind.Decimal => new DecimalAxis(code, fact.Type is MoneyType ? 2 : DecimalAxis.UsualScale, fact.Name, isNull),
            // A variable is its own place.
            _ when code is ParameterExpression && code.Type == typeof(long) && isNull is null => new WholeAxis(code, fact.Name) { IsPlaced = true },
            _ when code.Type == typeof(long) => new WholeAxis(code, fact.Name, isNull: isNull),
            _ => null,
        };
        return axis is null ? scalar : axis.IsPlaced ? scalar with { Axis = axis } : On(scalar, axis);
    }

    /// <summary>A fact and the line that its loader has found for it.</summary>
    public Scalar On(Scalar scalar, Axis axis)
    {
        _axes.Add(axis);
        return scalar with { Axis = axis };
    }

    /// <summary>A code. One that the enum does not have leaves, so that each has its place.</summary>
    public Scalar Code(FactDeclaration fact, EnumDeclaration declaration, Expression place, Expression text, Expression? isNull)
    {
        var axis = new EnumAxis(declaration, place, fact.Name, isNull) { IsPlaced = true };
        _variables.Add(axis.Position);
        _checks.Add(axis.Prepare);
        Expression unknown = Expression.LessThan(axis.Position, Expression.Constant(0));
        LeaveWhen(isNull is null ? unknown : Expression.AndAlso(Expression.Not(isNull), unknown));
        return new Scalar(ValueKind.Text, text) { IsNull = isNull, IsSimple = true, Axis = axis };
    }

    private Scalar Day(EvaluationInput input) => new(ValueKind.Date, Expression.Call(typeof(FusedSource), input.ToString(), null, _moment)) { IsSimple = true };

    internal static long Today(EvaluationMoment moment) => moment.Today.DayNumber;

    internal static long AsOf(EvaluationMoment moment) => (moment.AsOf ?? moment.Today).DayNumber;
}
