using DssTyped.Emit.Names;
using DssTyped.Generator.Rows;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DssTyped.CodeFixes;

/// <summary>The text of a row type's members: parameters of a record, or properties.</summary>
internal sealed class RowMembers(TypeDeclarationSyntax declaration, RowMember[] members, AttributeData attribute, SemanticModel model, SourceText text)
{
    private const int MaxLineLength = 120;
    private readonly string _newLine = text.Lines is { Count: > 1 } lines && lines[0] is var first && first.EndIncludingLineBreak - first.End == 2 ? "\r\n" : "\n";

    /// <summary>Adds members after those that are there.</summary>
    public TextChange Add(RowColumn[] columns)
    {
        // What a type inherits, is called, or has already can't be a member's name: then the column is named beside it.
        var scope = new NameScope([.. ReservedNames.Row, "Clone", "Deconstruct", declaration.Identifier.ValueText, .. members.Select(member => member.Name)]);
        string[] names = scope.Assign([.. columns.Select(column => (column.DssName ?? column.Identifier, column.Identifier))]);
        string[] added = [.. columns.Select((column, i) => $"{Attribute(column, names[i])}{TypeOf(column)}? {names[i]}")];
        bool isPositional = RowRequestReader.IsPositional(declaration) || (declaration is RecordDeclarationSyntax && members.Length == 0);
        return isPositional ? Parameters(added) : Properties(added);
    }

    private TextChange Parameters(string[] added)
    {
        ParameterListSyntax? list = ((RecordDeclarationSyntax)declaration).ParameterList;
        string[] all = [.. list?.Parameters.Select(parameter => parameter.ToString()) ?? [], .. added];
        string line = $"({string.Join(", ", all)})";
        TextSpan place = list?.Span ?? new TextSpan(declaration.TypeParameterList?.Span.End ?? declaration.Identifier.Span.End, 0);
        TextLine start = text.Lines.GetLineFromPosition(place.Start);
        bool hasComments = list?.DescendantTrivia().Any(trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia)) == true;
        if (hasComments)
            return new TextChange(new TextSpan(list!.Parameters[list.Parameters.Count - 1].Span.End, 0), string.Concat(added.Select(parameter => $",{_newLine}{Indentation}    {parameter}")));

        return new TextChange(place, place.Start - start.Start + line.Length < MaxLineLength && added.Length < 4 ? line : $"({_newLine}{string.Join($",{_newLine}", all.Select(parameter => $"{Indentation}    {parameter}"))})");
    }

    private TextChange Properties(string[] added)
    {
        string properties = string.Concat(added.Select(property => $"{Indentation}    public {property} {{ get; init; }}{_newLine}"));
        if (declaration.OpenBraceToken.Span.Length == 0)
            return new TextChange(declaration.SemicolonToken.Span, $"{_newLine}{Indentation}{{{_newLine}{properties}{Indentation}}}");

        int close = declaration.CloseBraceToken.SpanStart;
        TextLine line = text.Lines.GetLineFromPosition(close);
        return text.ToString(TextSpan.FromBounds(line.Start, close)).Trim().Length == 0
            ? new TextChange(new TextSpan(line.Start, 0), properties)
            : new TextChange(TextSpan.FromBounds(declaration.Members.Count > 0 ? declaration.Members.Last().Span.End : declaration.OpenBraceToken.Span.End, close), $"{_newLine}{properties}{Indentation}");
    }

    private string Indentation
    {
        get
        {
            string line = text.Lines.GetLineFromPosition(declaration.SpanStart).ToString();
            return line.Substring(0, line.Length - line.TrimStart().Length);
        }
    }

    private string Attribute(RowColumn column, string name)
    {
        if (name == column.Identifier || column.DssName is null)
            return "";

        string written = ((AttributeSyntax)attribute.ApplicationSyntaxReference!.GetSyntax()).Name.ToString();
        string qualifier = written.Substring(0, written.IndexOf("DssRow", StringComparison.Ordinal));
        return $"[{qualifier}DssColumn({SymbolDisplay.FormatLiteral(column.DssName, quote: true)})] ";
    }

    // As short as the usings of the file allow.
    private string TypeOf(RowColumn column)
    {
        const string global = "global::";
        if (!column.Type.StartsWith(global, StringComparison.Ordinal))
            return column.Type;

        string full = column.Type.Substring(global.Length);
        return model.Compilation.GetTypeByMetadataName(full)?.ToMinimalDisplayString(model, declaration.SpanStart) ?? full;
    }
}
