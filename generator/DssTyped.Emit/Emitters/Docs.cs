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

    public static void Param(SourceWriter writer, string parameter, string text) =>
        writer.WriteLine($"/// <param name=\"{parameter.TrimStart('@')}\">{XmlText.Of(text)}</param>");
}
