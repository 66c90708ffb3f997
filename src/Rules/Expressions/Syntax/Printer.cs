using System.Text;

namespace CrmWorkflows.Rules.Expressions.Syntax;

/// <summary>
/// Writes a tree as text: canonical spellings, one space around operators, brackets only where the reading needs them.
/// What it writes is read back as the same tree.
/// </summary>
internal sealed partial class Printer
{
    private readonly StringBuilder _text = new();
    private readonly Dialect _dialect;

    private Printer(Dialect dialect) => _dialect = dialect;

    private bool Own => _dialect == Dialect.Own;

    public static string Print(SyntaxNode node, Dialect dialect)
    {
        var printer = new Printer(dialect);
        printer.Write(node, Precedence.Conditional);
        return printer._text.ToString();
    }

    /// <summary>Writes a cell of a decision table, in our own language.</summary>
    public static string Print(UnaryTestSyntax test)
    {
        var printer = new Printer(Dialect.Own);
        printer.Write(test);
        return printer._text.ToString();
    }

    private void Write(SyntaxNode node, Precedence loosest)
    {
        if (PrecedenceOf(node) >= loosest) WriteBare(node);
        else WriteGrouped(node);
    }

    private void WriteGrouped(SyntaxNode node)
    {
        _text.Append('(');
        WriteBare(node);
        _text.Append(')');
    }

    private Precedence PrecedenceOf(SyntaxNode node) => node switch
    {
        ConditionalSyntax or LambdaSyntax => Precedence.Conditional,
        BinarySyntax { Operator: BinaryOperator.NotIn } when !Own => Precedence.Unary,
        BinarySyntax binary => PrecedenceOfOperators.Of(binary.Operator, _dialect),
        UnarySyntax { Operator: UnaryOperator.Not } when Own => Precedence.Not,
        UnarySyntax => Precedence.Unary,
        LiteralSyntax { Value: long or decimal or double } number when Numbers.IsNegative(number.Value) => Precedence.Unary,
        _ => Precedence.Postfix,
    };

    private void WriteBare(SyntaxNode node)
    {
        switch (node)
        {
            case LiteralSyntax literal: WriteLiteral(literal); break;
            case NameSyntax name: WriteName(name.Name); break;
            case MemberSyntax member: WriteTarget(member.Target); _text.Append('.').Append(member.Name); break;
            case IndexSyntax index: WriteTarget(index.Target); WriteItems("[", [index.Index], "]"); break;
            case CallSyntax call: WriteCall(call); break;
            case UnarySyntax unary: WriteUnary(unary); break;
            case BinarySyntax binary: WriteBinary(binary); break;
            case ConditionalSyntax conditional: WriteConditional(conditional); break;
            case RangeSyntax range: WriteRange(range); break;
            case ListSyntax list: WriteList(list); break;
            case RecordSyntax record: WriteRecord(record); break;
            case LambdaSyntax lambda: WriteLambda(lambda); break;
        }
    }

    // A word of the language, and what would be a number, is a name only behind its sign.
    private void WriteName(string name) => _text.Append(!Own && (char.IsAsciiDigit(name[0]) || Keywords.Find(name, _dialect) is not null) ? "@" : "").Append(name);

    // "1.Abs" is a broken number in the dialect.
    private void WriteTarget(SyntaxNode target)
    {
        if (!Own && target is LiteralSyntax { Value: long or decimal or double }) WriteGrouped(target);
        else Write(target, Precedence.Postfix);
    }

    private void WriteCall(CallSyntax call)
    {
        if (call.Target is { } target)
        {
            WriteTarget(target);
            _text.Append('.').Append(call.Name);
        }
        else WriteName(call.Name);
        WriteItems("(", call.Arguments, ")");
    }

    private void WriteUnary(UnarySyntax unary)
    {
        _text.Append(unary.Operator switch { UnaryOperator.Negate => "-", UnaryOperator.Plus => "+", _ => Own ? "not " : "!" });
        // A sign right before a number would become part of it.
        if (unary is { Operator: UnaryOperator.Negate, Operand: LiteralSyntax { Value: long or decimal or double } }) WriteGrouped(unary.Operand);
        else Write(unary.Operand, PrecedenceOf(unary));
    }

    private void WriteBinary(BinarySyntax binary)
    {
        if (!Own && binary.Operator == BinaryOperator.NotIn)
        {
            _text.Append('!');
            WriteGrouped(binary with { Operator = BinaryOperator.In });
            return;
        }
        var precedence = PrecedenceOfOperators.Of(binary.Operator, _dialect);
        WriteLeft(binary, precedence);
        _text.Append(' ').Append(Spelling(binary.Operator)).Append(' ');
        if (precedence == Precedence.In) WriteInOperand(binary.Right);
        else Write(binary.Right, precedence == Precedence.Coalesce ? precedence : precedence + 1);
    }

    private void WriteLeft(BinarySyntax binary, Precedence precedence)
    {
        var relational = PrecedenceOfOperators.IsRelational(binary.Operator);
        if (!Own && relational && binary.Left is UnarySyntax { Operator: UnaryOperator.Not }) WriteGrouped(binary.Left);
        else if (precedence is Precedence.Coalesce or Precedence.In || (precedence == Precedence.Comparison && (Own || relational))) Write(binary.Left, precedence + 1);
        else Write(binary.Left, precedence);
    }

    private void WriteInOperand(SyntaxNode operand)
    {
        if (operand is not ListSyntax { ElementType: null, Items.IsEmpty: false } list)
        {
            Write(operand, Precedence.Postfix);
            return;
        }
        for (var at = 0; at < list.Items.Length; at++)
        {
            _text.Append(at == 0 ? "(" : ", ");
            Write(list.Items[at], Precedence.Unary);
        }
        _text.Append(')');
    }

    private void WriteConditional(ConditionalSyntax conditional)
    {
        Write(conditional.Condition, Own ? Precedence.Coalesce : Precedence.Or);
        _text.Append(" ? ");
        Write(conditional.Then, Precedence.Coalesce);
        _text.Append(" : ");
        Write(conditional.Otherwise, Precedence.Conditional);
    }

    private string Spelling(BinaryOperator binary) => binary switch
    {
        BinaryOperator.Or => Own ? "or" : "||",
        BinaryOperator.And => Own ? "and" : "&&",
        BinaryOperator.Coalesce => "??",
        BinaryOperator.Equal => "==",
        BinaryOperator.NotEqual => "!=",
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        BinaryOperator.GreaterOrEqual => ">=",
        BinaryOperator.In => "in",
        BinaryOperator.NotIn => "not in",
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        BinaryOperator.Modulo => "%",
        BinaryOperator.EagerOr => "|",
        BinaryOperator.EagerAnd => "&",
        BinaryOperator.ShiftLeft => "<<",
        _ => ">>",
    };
}
