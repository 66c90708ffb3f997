namespace CrmWorkflows.Rules.Expressions.Syntax;

/// <summary>This part writes lists, ranges, records, lambdas and the cells of tables.</summary>
internal sealed partial class Printer
{
    private void WriteItems(string open, IEnumerable<SyntaxNode> items, string close)
    {
        _text.Append(open);
        var separator = "";
        foreach (var item in items)
        {
            _text.Append(separator);
            Write(item, Precedence.Conditional);
            separator = ", ";
        }
        _text.Append(close);
    }

    private void WriteList(ListSyntax list)
    {
        var typed = list.ElementType is { } type ? $"new {type}[]" : "new []";
        if (Own) WriteItems("[", list.Items, "]");
        else if (list.Items.IsEmpty) _text.Append(typed).Append(" {}");
        else WriteItems(typed + " { ", list.Items, " }");
    }

    private void WriteRange(RangeSyntax range)
    {
        _text.Append(range.LowInclusive ? '[' : '(');
        if (range.Low is { } low) Write(low, Precedence.Additive);
        _text.Append("..");
        if (range.High is { } high) Write(high, Precedence.Additive);
        _text.Append(range.HighInclusive ? ']' : ')');
    }

    private void WriteRecord(RecordSyntax record)
    {
        if (record.Members.IsEmpty)
        {
            _text.Append(Own ? "{}" : "new ()");
            return;
        }
        var separator = Own ? "{ " : "new (";
        foreach (var member in record.Members)
        {
            _text.Append(separator);
            if (Own) _text.Append(member.Name).Append(": ");
            Write(member.Value, Precedence.Conditional);
            if (!Own && ExpressionParser.NameOf(member.Value) != member.Name)
            {
                _text.Append(" as ");
                WriteName(member.Name);
            }
            separator = ", ";
        }
        _text.Append(Own ? " }" : ")");
    }

    private void WriteLambda(LambdaSyntax lambda)
    {
        if (lambda.Parameters.Length == 1) _text.Append(lambda.Parameters[0]);
        else _text.Append('(').AppendJoin(", ", lambda.Parameters).Append(')');
        _text.Append(" => ");
        Write(lambda.Body, Precedence.Conditional);
    }

    private void Write(UnaryTestSyntax test)
    {
        switch (test)
        {
            case AnyTestSyntax:
                _text.Append('-');
                break;
            case CompareTestSyntax compare:
                if (compare.Operator != BinaryOperator.Equal || compare.Operand is RangeSyntax) _text.Append(Spelling(compare.Operator)).Append(' ');
                Write(compare.Operand, Precedence.Additive);
                break;
            case RangeTestSyntax range:
                WriteRange(range.Range);
                break;
            case InTestSyntax list:
                _text.Append("in ");
                Write(list.List, Precedence.Additive);
                break;
            case NotTestSyntax not:
                _text.Append("not(");
                Write(not.Test);
                _text.Append(')');
                break;
            case AnyOfTestSyntax any:
                for (var at = 0; at < any.Tests.Length; at++)
                {
                    if (at > 0) _text.Append(", ");
                    Write(any.Tests[at]);
                }
                break;
        }
    }
}
