using DssTyped.Emit.Model;
using DssTyped.Emit.Text;

namespace DssTyped.Emit.Emitters;

/// <summary>Writes documentation comments.</summary>
internal static class Docs
{
    public static void Write(SourceWriter writer, DocModel doc)
    {
        Summary(writer, doc.Summary);
        if (doc.Remarks.Count == 0)
            return;

        writer.WriteLine("/// <remarks>");
        foreach (string paragraph in doc.Remarks)
            writer.WriteLine($"/// <para>{XmlText.Of(paragraph)}</para>");

        writer.WriteLine("/// </remarks>");
    }

    public static void Summary(SourceWriter writer, string text) => writer.WriteLine($"/// <summary>{XmlText.Of(text)}</summary>");

    /// <summary>The attribute that turns every use of a member into an error which says what happened to it.</summary>
    public static void Obsolete(SourceWriter writer, ObsoleteModel? obsolete)
    {
        if (obsolete is not null)
            writer.WriteLine($"[global::System.Obsolete({CSharpText.Literal(obsolete.Message)}, error: true, DiagnosticId = {CSharpText.Literal(obsolete.Id)}, UrlFormat = {CSharpText.Literal(obsolete.HelpPage)})]");
    }

    /// <summary>The attribute that lets generated code use what is an error elsewhere: rows are read whole, and programs are told where they use a member.</summary>
    public static void MayUseObsolete(SourceWriter writer, bool usesObsolete)
    {
        if (usesObsolete)
            writer.WriteLine("[global::System.Obsolete]");
    }

    public static void Param(SourceWriter writer, string parameter, string text) =>
        writer.WriteLine($"/// <param name=\"{parameter.TrimStart('@')}\">{XmlText.Of(text)}</param>");
}
