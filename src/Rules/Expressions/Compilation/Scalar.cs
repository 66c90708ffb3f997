using System.Linq.Expressions;
using CrmWorkflows.Rules.Values;
using CrmWorkflows.Rules.Values.Time;

namespace CrmWorkflows.Rules.Expressions.Compilation;

/// <summary>
/// Code for a value that is never missing, held in a CLR type without boxing: bool, long, decimal, string; days and amounts of time as the
/// long that orders them.
/// </summary>
/// <param name="Kind">Kind of the value that the reference evaluator would give here.</param>
/// <param name="Code">Computes the value; not to be run when <see cref="IsNull"/> holds.</param>
internal sealed record Scalar(ValueKind Kind, Expression Code)
{
    /// <summary>Code that says whether the value is null; null when it never is. Cheap and without faults.</summary>
    public Expression? IsNull { get; init; }

    /// <summary>Whether computing can end in a fault, so that it must happen exactly when the reference evaluator computes it.</summary>
    public bool CanFault { get; init; }

    /// <summary>The value when it is known already; a missing value otherwise.</summary>
    public Value Constant { get; init; }

    /// <summary>Whether <see cref="Code"/> is a name or a constant, which may be read as often as one likes.</summary>
    public bool IsSimple { get; init; }

    /// <summary>A line on which comparing with constants is cheaper than on <see cref="Code"/>; it has a place for null where the value can be null.</summary>
    public Axis? Axis { get; init; }

    public bool IsConstant => Constant.IsPresent;

    public bool IsNumber => Kind is ValueKind.Integer or ValueKind.Decimal;

    public static Scalar Of(bool value) => new(ValueKind.Boolean, Expression.Constant(value)) { Constant = Value.Of(value), IsSimple = true };

    /// <summary>A known value; null when its kind has no lane.</summary>
    public static Scalar? Of(Value value) => value.Kind switch
    {
        ValueKind.Boolean => Of(value.AsBoolean()),
        ValueKind.Integer => new(value.Kind, Expression.Constant(value.AsInteger())) { Constant = value, IsSimple = true },
        ValueKind.Decimal => new(value.Kind, Expression.Constant(value.AsDecimal())) { Constant = value, IsSimple = true },
        ValueKind.Text => new(value.Kind, Expression.Constant(value.AsText())) { Constant = value, IsSimple = true },
        _ when IsOrdinal(value.Kind) => new(value.Kind, Expression.Constant(value.Ordinal)) { Constant = value, IsSimple = true },
        _ => null,
    };

    /// <summary>The CLR type of a kind; null when values of the kind have no lane.</summary>
    public static Type? TypeOf(ValueKind kind) => kind switch
    {
        ValueKind.Boolean => typeof(bool),
        ValueKind.Integer => typeof(long),
        ValueKind.Decimal => typeof(decimal),
        ValueKind.Text => typeof(string),
        _ => IsOrdinal(kind) ? typeof(long) : null,
    };

    /// <summary>Kinds whose values are ordered and equal as one long.</summary>
    public static bool IsOrdinal(ValueKind kind) => kind is ValueKind.Date or ValueKind.TimeOfDay or ValueKind.YearMonth or ValueKind.MonthDay
        or ValueKind.Duration or ValueKind.WorkingDays or ValueKind.WorkingTime;

    /// <summary>Reads a present value of the kind out of a <see cref="Value"/>.</summary>
    public static Expression Unwrap(Expression value, ValueKind kind) => kind switch
    {
        ValueKind.Boolean => Expression.Call(value, nameof(Value.AsBoolean), null),
        ValueKind.Integer => Expression.Call(value, nameof(Value.AsInteger), null),
        ValueKind.Decimal => Expression.Call(value, nameof(Value.AsDecimal), null),
        ValueKind.Text => Expression.Call(value, nameof(Value.AsText), null),
        _ => Expression.Property(value, OrdinalProperty),
    };

    /// <summary>The code of a decimal; whole numbers are widened.</summary>
    public Expression AsDecimal() => Kind == ValueKind.Integer
        ? IsConstant ? Expression.Constant(Constant.AsDecimal()) : Expression.Convert(Code, typeof(decimal))
        : Code;

    /// <summary>Code that gives the <see cref="Value"/>; null when the kind cannot be put back.</summary>
    public Expression? Wrap()
    {
        if (IsConstant) return Expression.Constant(Constant);
        Expression? value = Kind switch
        {
            ValueKind.Boolean => Of(Code, typeof(bool)),
            ValueKind.Integer => Of(Code, typeof(long)),
            ValueKind.Decimal => Of(Code, typeof(decimal)),
            ValueKind.Text => Of(Code, typeof(string)),
            ValueKind.Date => Of(Expression.Call(typeof(DateOnly), nameof(DateOnly.FromDayNumber), null, Expression.Convert(Code, typeof(int))), typeof(DateOnly)),
            ValueKind.TimeOfDay => Of(Expression.New(typeof(TimeOnly).GetConstructor([typeof(long)])!, Code), typeof(TimeOnly)),
            ValueKind.Duration => Of(Expression.New(typeof(TimeSpan).GetConstructor([typeof(long)])!, Code), typeof(TimeSpan)),
            ValueKind.WorkingDays => Of(Expression.New(typeof(WorkingDays).GetConstructor([typeof(int)])!, Expression.Convert(Code, typeof(int))), typeof(WorkingDays)),
            _ => null,
        };
        return value is null || IsNull is null ? value : Expression.Condition(IsNull, Expression.Property(null, typeof(Value), nameof(Value.Null)), value);
    }

    private static readonly System.Reflection.PropertyInfo OrdinalProperty =
        typeof(Value).GetProperty(nameof(Value.Ordinal), System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!;

    private static MethodCallExpression Of(Expression code, Type type) => Expression.Call(typeof(Value).GetMethod(nameof(Value.Of), [type])!, code);
}
