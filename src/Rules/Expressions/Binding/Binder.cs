using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.Syntax;
using CrmWorkflows.Rules.Facts.Reading;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Expressions.Binding;

/// <summary>
/// Gives names and types to a parsed expression of our own language. Null means that it does not hold together and the bag says why;
/// binding goes on behind an error, so that one run reports them all.
/// </summary>
internal sealed partial class Binder(Scope scope, Func<TextSpan, SourceSpan> spanOf, DiagnosticBag diagnostics)
{
    private readonly Dictionary<string, LocalSymbol> _lambdaParameters = new(StringComparer.Ordinal);

    /// <summary>Whether figures and lists written into the expression are reported: they belong to the parameters of the policy.</summary>
    public bool WarnOfLiterals { get; init; }

    /// <summary>The amount of money that a bare figure stands for, where a heading names the currency: a cell of a table. Null elsewhere.</summary>
    public MoneyType? FiguresAre { get; init; }

    /// <summary>Binds an expression whose value must fit a type.</summary>
    public BoundNode? Bind(SyntaxNode syntax, FactType expected)
    {
        if (Bind(syntax) is not { } node) return null;
        if (Convert(node, expected) is not { } converted) return null;
        if (TypeRules.IsAssignable(converted.Type, expected) || TypeRules.IsAssignable(converted.Type.NotNull(), expected.NotNull())) return converted;
        return Error(BindingDiagnostics.WrongResult, syntax, expected.Name, converted.Type.Name);
    }

    /// <summary>Binds an expression that must be a condition.</summary>
    public BoundNode? BindCondition(SyntaxNode syntax)
    {
        if (Bind(syntax) is not { } node) return null;
        return TypeRules.IsBoolean(node.Type) ? node : Error(BindingDiagnostics.NotCondition, syntax, node.Type.Name);
    }

    public BoundNode? Bind(SyntaxNode syntax)
    {
        switch (syntax)
        {
            case MissingSyntax: return null;
            case LiteralSyntax literal: return Literal(literal);
            case NameSyntax name: return Name(name);
            case MemberSyntax member: return Member(member);
            case IndexSyntax index: return Index(index);
            case UnarySyntax unary: return Unary(unary);
            case BinarySyntax binary: return Binary(binary);
            case ConditionalSyntax conditional: return Conditional(conditional);
            case ListSyntax list: return List(list);
            case RecordSyntax record: return Record(record);
            case CallSyntax call: return Call(call);
            case RangeSyntax: return Error(BindingDiagnostics.MisplacedRange, syntax);
            case LambdaSyntax: return Error(BindingDiagnostics.MisplacedLambda, syntax);
            default: return Error(BindingDiagnostics.NotInDialect, syntax);
        }
    }

    private BoundNode? Literal(LiteralSyntax literal)
    {
        switch (literal.Value)
        {
            case null: return new BoundConstant(literal, NullType.Instance, Value.Null);
            case bool b: return new BoundConstant(literal, ScalarType.Boolean, Value.Of(b));
            case string s: return new BoundConstant(literal, ScalarType.Text, Value.Of(s));
            case long n:
                if (WarnOfLiterals && n is not (0 or 1)) Report(BindingDiagnostics.LiteralFigure, literal, n);
                return FiguresAre is null ? new BoundConstant(literal, ScalarType.Integer, Value.Of(n)) : new BoundConstant(literal, FiguresAre, Value.Of((decimal)n));
            case decimal d:
                if (WarnOfLiterals && d != 0 && d != 1) Report(BindingDiagnostics.LiteralFigure, literal, d);
                return new BoundConstant(literal, FiguresAre ?? (FactType)ScalarType.Decimal, Value.Of(d));
            default: return Error(BindingDiagnostics.NotInDialect, literal);
        }
    }

    private BoundNode? Name(NameSyntax name)
    {
        if (_lambdaParameters.TryGetValue(name.Name, out var parameter)) return new BoundSymbol(name, parameter);
        if (scope.Find(name.Name) is { } symbol) return new BoundSymbol(name, symbol);
        if (scope.IsBroken(name.Name)) return null;
        return Error(BindingDiagnostics.UnknownName, name, name.Name, Suggestion.Phrase(name.Name, scope.Names.Concat(_lambdaParameters.Keys)));
    }

    private BoundNode? Member(MemberSyntax member)
    {
        if (Bind(member.Target) is not { } target) return null;
        if (target.Type.NotNull() is RecordType record)
        {
            var index = record.MemberNames.IndexOf(member.Name);
            if (index >= 0)
            {
                var found = record.Members[index];
                return new BoundMember(member, target, index, found, target.Type.IsNullable ? found.Type.OrNull() : found.Type);
            }
            return Error(BindingDiagnostics.UnknownMember, member, member.NameSpan, target.Type.Name, member.Name, Suggestion.Phrase(member.Name, record.MemberNames));
        }
        // A map whose keys are codes: counts.maturity reads like a member.
        if (target.Type.NotNull() is MapType { Key: EnumType key } map && key.Declaration.IndexOf(member.Name) >= 0)
            return new BoundIndex(member, target, new BoundConstant(member, key, Value.Of(member.Name)), map.Element);
        return Error(BindingDiagnostics.UnknownMember, member, member.NameSpan, target.Type.Name, member.Name, LocalizedText.Same(""));
    }

    private BoundNode? Index(IndexSyntax index)
    {
        if (Bind(index.Target) is not { } target || Bind(index.Index) is not { } key) return null;
        switch (target.Type.NotNull())
        {
            case MapType map:
                if (Convert(key, map.Key) is not { } mapKey) return null;
                if (mapKey.Type.Kind == ValueKind.Text) return new BoundIndex(index, target, mapKey, Lifted(map.Element, target, mapKey));
                break;
            case ListType list when key.Type.Kind == ValueKind.Integer:
                return new BoundIndex(index, target, key, Lifted(list.Element, target, key));
        }
        return Error(BindingDiagnostics.NotIndexable, index, target.Type.Name, key.Type.Name);
    }

    private static FactType Lifted(FactType type, params ReadOnlySpan<BoundNode> operands)
    {
        foreach (var operand in operands)
            if (operand.Type.IsNullable) return type.OrNull();
        return type;
    }

    private BoundConditional? Conditional(ConditionalSyntax conditional)
    {
        var condition = BindCondition(conditional.Condition);
        var then = Bind(conditional.Then);
        var otherwise = Bind(conditional.Otherwise);
        if (condition is null || then is null || otherwise is null) return null;
        if (Unite(conditional, ref then, ref otherwise) is not { } type) return null;
        return new BoundConditional(conditional, condition, then, otherwise, type);
    }

    // The common type of two branches; a literal takes the type of the other side.
    private FactType? Unite(SyntaxNode syntax, ref BoundNode left, ref BoundNode right)
    {
        if (!Reconcile(ref left, ref right)) return null;
        if (TypeRules.Common(left.Type, right.Type) is { } type) return type;
        Report(BindingDiagnostics.BranchTypes, syntax, left.Type.Name, right.Type.Name);
        return null;
    }

    private BoundList? List(ListSyntax list)
    {
        if (WarnOfLiterals && list.Items.Length > 1 && list.Items.All(i => i is LiteralSyntax)) Report(BindingDiagnostics.LiteralList, list);
        var items = list.Items.Select(Bind).ToArray();
        if (items.Any(i => i is null)) return null;
        FactType element = NullType.Instance;
        // Literals follow the type of the first item that is none.
        var model = items.FirstOrDefault(i => i is not BoundConstant)?.Type;
        for (var i = 0; i < items.Length; i++)
        {
            if (model is not null && (items[i] = Convert(items[i]!, model)) is null) return null;
            if (i == 0) element = items[i]!.Type;
            else if (TypeRules.Common(element, items[i]!.Type) is { } common) element = common;
            else
            {
                Report(BindingDiagnostics.BranchTypes, list.Items[i], element.Name, items[i]!.Type.Name);
                return null;
            }
        }
        return new BoundList(list, [.. items!], new ListType(element));
    }

    private BoundRecord? Record(RecordSyntax record)
    {
        // The parser has seen to it that each name stands once.
        var members = ImmutableArray.CreateBuilder<BoundNode>();
        var types = ImmutableArray.CreateBuilder<RecordMember>();
        var ok = true;
        foreach (var member in record.Members)
        {
            if (Bind(member.Value) is not { } value)
            {
                ok = false;
                continue;
            }
            members.Add(value);
            types.Add(new RecordMember(member.Name, value.Type));
        }
        return ok ? new BoundRecord(record, members.ToImmutable(), TypeRules.RecordOf(types.ToImmutable())) : null;
    }

    /// <summary>Gives a text literal, the literal 0, null or an empty list the type that is asked for; everything else stays as it is. Null after an error.</summary>
    private BoundNode? Convert(BoundNode node, FactType expected)
    {
        var target = expected.NotNull();
        switch (node)
        {
            case BoundConstant { Value.Kind: ValueKind.Null }: return expected.IsNullable ? new BoundConstant(node.Syntax, expected, Value.Null) : node;
            case BoundConstant { Type: ScalarType { Kind: ValueKind.Text }, Value: var text } when target is EnumType || (target is ScalarType && target.Kind > ValueKind.Text):
                if (ScalarText.TryParse(text.AsText(), target, out var parsed)) return new BoundConstant(node.Syntax, target, parsed);
                if (target is EnumType e)
                {
                    var codes = e.Declaration.Members.Select(m => m.Code).ToArray();
                    return Error(BindingDiagnostics.LiteralNotOfType, node.Syntax, text.AsText(), TypeText.Label(target), string.Join(", ", codes.Take(12)), Suggestion.Phrase(text.AsText(), codes));
                }
                return Error(BindingDiagnostics.LiteralNotOfType, node.Syntax, text.AsText(), TypeText.Label(target), TypeText.Sample(target), LocalizedText.Same(""));
            case BoundConstant { Value: { IsNumber: true } number } when number.AsDecimal() == 0 && target is MoneyType:
                return new BoundConstant(node.Syntax, target, Value.Of(0m));
            case BoundList { Items.Length: 0 } when target is ListType: return new BoundList(node.Syntax, [], target);
            case BoundList list when target is ListType listType && !TypeRules.IsAssignable(list.Type, target):
                var items = list.Items.Select(i => Convert(i, listType.Element)).ToArray();
                if (items.Any(i => i is null)) return null;
                return items.All(i => TypeRules.IsAssignable(i!.Type, listType.Element)) ? new BoundList(list.Syntax, [.. items!], target) : node;
            case BoundConditional conditional when !TypeRules.IsAssignable(conditional.Type, expected):
                var then = Convert(conditional.Then, expected);
                var otherwise = Convert(conditional.Otherwise, expected);
                if (then is null || otherwise is null) return null;
                return TypeRules.Common(then.Type, otherwise.Type) is { } type ? conditional with { Then = then, Otherwise = otherwise, Type = type } : node;
            case BoundCoalesce coalesce when !TypeRules.IsAssignable(coalesce.Type, expected):
                var right = Convert(coalesce.Right, expected);
                if (right is null) return null;
                return TypeRules.Common(coalesce.Left.Type.NotNull(), right.Type) is { } union ? coalesce with { Right = right, Type = union } : node;
            case BoundRecord record when target is RecordType recordType && record.RecordType.MemberNames.SequenceEqual(recordType.MemberNames):
                var members = record.Members.Select((m, i) => Convert(m, recordType.Members[i].Type)).ToArray();
                if (members.Any(m => m is null)) return null;
                return members.Select((m, i) => TypeRules.IsAssignable(m!.Type, recordType.Members[i].Type)).All(x => x)
                    ? new BoundRecord(record.Syntax, [.. members!], (RecordType)recordType.NotNull()) : node;
            default: return node;
        }
    }

    // Lets a literal on one side take the type of the other.
    private bool Reconcile(ref BoundNode left, ref BoundNode right)
    {
        if (Convert(left, right.Type) is not { } l) return false;
        left = l;
        if (Convert(right, left.Type) is not { } r) return false;
        right = r;
        return true;
    }

    private BoundNode? Error(DiagnosticCode code, SyntaxNode syntax, params ReadOnlySpan<object?> arguments)
    {
        diagnostics.Add(code, spanOf(syntax.Span), arguments);
        return null;
    }

    private BoundNode? Error(DiagnosticCode code, SyntaxNode syntax, TextSpan span, params ReadOnlySpan<object?> arguments)
    {
        diagnostics.Add(code, spanOf(span), arguments);
        return null;
    }

    private void Report(DiagnosticCode code, SyntaxNode syntax, params ReadOnlySpan<object?> arguments) =>
        diagnostics.Add(code, spanOf(syntax.Span), arguments);
}
