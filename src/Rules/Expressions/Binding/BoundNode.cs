using System.Collections.Immutable;
using CrmWorkflows.Rules.Expressions.Functions;
using CrmWorkflows.Rules.Expressions.Syntax;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Expressions.Binding;

/// <summary>An expression whose names and types are known. Immutable; both evaluators, the compiler and the explanation read this one tree.</summary>
internal abstract record BoundNode(SyntaxNode Syntax, FactType Type)
{
    /// <summary>The parts, in the order in which they are evaluated.</summary>
    public abstract IEnumerable<BoundNode> Children { get; }
}

internal sealed record BoundConstant(SyntaxNode Syntax, FactType Type, Value Value) : BoundNode(Syntax, Type)
{
    public override IEnumerable<BoundNode> Children => [];
}

/// <summary>A named input: fact, parameter, intermediate result, lambda parameter, or an input of the evaluation itself.</summary>
internal sealed record BoundSymbol(SyntaxNode Syntax, Symbol Symbol) : BoundNode(Syntax, Symbol.Type)
{
    public override IEnumerable<BoundNode> Children => [];
}

/// <summary>A member of a record.</summary>
internal sealed record BoundMember(SyntaxNode Syntax, BoundNode Target, int Index, RecordMember Member, FactType Type) : BoundNode(Syntax, Type)
{
    public override IEnumerable<BoundNode> Children => [Target];
}

/// <summary>An entry of a map or an item of a list (counted from 0); absent ones are missing.</summary>
internal sealed record BoundIndex(SyntaxNode Syntax, BoundNode Target, BoundNode Index, FactType Type) : BoundNode(Syntax, Type)
{
    public override IEnumerable<BoundNode> Children => [Target, Index];
}

internal sealed record BoundNot(SyntaxNode Syntax, BoundNode Operand) : BoundNode(Syntax, ScalarType.Boolean)
{
    public override IEnumerable<BoundNode> Children => [Operand];
}

internal sealed record BoundNegate(SyntaxNode Syntax, BoundNode Operand) : BoundNode(Syntax, Operand.Type)
{
    public override IEnumerable<BoundNode> Children => [Operand];
}

/// <summary><c>and</c>, <c>or</c>.</summary>
internal sealed record BoundLogical(SyntaxNode Syntax, bool IsAnd, BoundNode Left, BoundNode Right) : BoundNode(Syntax, ScalarType.Boolean)
{
    public override IEnumerable<BoundNode> Children => [Left, Right];
}

internal enum ComparisonOperator { Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual }

/// <summary>A comparison of two values of one comparable type; enums that are ordered compare by their place.</summary>
internal sealed record BoundComparison(SyntaxNode Syntax, ComparisonOperator Operator, BoundNode Left, BoundNode Right, FactType OperandType)
    : BoundNode(Syntax, ScalarType.Boolean)
{
    public override IEnumerable<BoundNode> Children => [Left, Right];
}

internal enum ArithmeticOperator { Add, Subtract, Multiply, Divide, Modulo }

/// <summary>Arithmetic on numbers, money, dates and amounts of time; which one follows from the operand types.</summary>
internal sealed record BoundArithmetic(SyntaxNode Syntax, ArithmeticOperator Operator, BoundNode Left, BoundNode Right, FactType Type)
    : BoundNode(Syntax, Type)
{
    public override IEnumerable<BoundNode> Children => [Left, Right];
}

/// <summary><c>value in [low..high)</c></summary>
internal sealed record BoundRangeTest(SyntaxNode Syntax, BoundNode Value, BoundNode? Low, bool LowInclusive, BoundNode? High, bool HighInclusive, FactType OperandType)
    : BoundNode(Syntax, ScalarType.Boolean)
{
    public override IEnumerable<BoundNode> Children
    {
        get
        {
            yield return Value;
            if (Low is not null) yield return Low;
            if (High is not null) yield return High;
        }
    }
}

/// <summary><c>value in list</c>, or <c>key in map</c>.</summary>
internal sealed record BoundIn(SyntaxNode Syntax, BoundNode Value, BoundNode List) : BoundNode(Syntax, ScalarType.Boolean)
{
    public override IEnumerable<BoundNode> Children => [Value, List];
}

internal sealed record BoundConditional(SyntaxNode Syntax, BoundNode Condition, BoundNode Then, BoundNode Otherwise, FactType Type) : BoundNode(Syntax, Type)
{
    public override IEnumerable<BoundNode> Children => [Condition, Then, Otherwise];
}

/// <summary><c>left ?? right</c>: the right side when the left is null or missing.</summary>
internal sealed record BoundCoalesce(SyntaxNode Syntax, BoundNode Left, BoundNode Right, FactType Type) : BoundNode(Syntax, Type)
{
    public override IEnumerable<BoundNode> Children => [Left, Right];
}

/// <summary><c>has(x)</c>: whether something was supplied and is not null.</summary>
internal sealed record BoundHas(SyntaxNode Syntax, BoundNode Operand) : BoundNode(Syntax, ScalarType.Boolean)
{
    public override IEnumerable<BoundNode> Children => [Operand];
}

internal sealed record BoundList(SyntaxNode Syntax, ImmutableArray<BoundNode> Items, FactType Type) : BoundNode(Syntax, Type)
{
    public override IEnumerable<BoundNode> Children => Items;
}

internal sealed record BoundRecord(SyntaxNode Syntax, ImmutableArray<BoundNode> Members, RecordType RecordType) : BoundNode(Syntax, RecordType)
{
    public override IEnumerable<BoundNode> Children => Members;
}

/// <summary>A function passed to a function; evaluated once an item.</summary>
internal sealed record BoundLambda(SyntaxNode Syntax, ImmutableArray<LocalSymbol> Parameters, BoundNode Body) : BoundNode(Syntax, Body.Type)
{
    public override IEnumerable<BoundNode> Children => [Body];
}

internal sealed record BoundCall(SyntaxNode Syntax, Function Function, ImmutableArray<BoundNode> Arguments, FactType Type) : BoundNode(Syntax, Type)
{
    public override IEnumerable<BoundNode> Children => Arguments;
}
