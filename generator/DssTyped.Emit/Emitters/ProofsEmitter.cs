using DssTyped.Emit.Model;
using DssTyped.Emit.Text;

namespace DssTyped.Emit.Emitters;

/// <summary>Writes the small classes that hold several proofs.</summary>
internal static class ProofsEmitter
{
    /// <summary>What a recipe with many inputs takes.</summary>
    public static void WriteProofs(SourceWriter writer, FlowHeader header, RecipeModel recipe)
    {
        writer.WriteLine();
        Docs.Summary(writer, $"Proofs that the inputs of '{recipe.DssName}' are built.");
        writer.WriteLine("public sealed class Proofs");
        writer.Open();
        foreach (ProofModel proof in recipe.Proofs)
        {
            Docs.Summary(writer, $"Proof that {proof.Kind} '{proof.DssName}' is built.");
            writer.WriteLine($"public required {Type(header, proof)} {proof.Member} {{ get; init; }}");
        }

        writer.Close();
    }

    /// <summary>What a recipe with several outputs returns.</summary>
    public static void WriteResult(SourceWriter writer, FlowHeader header, RecipeModel recipe)
    {
        writer.WriteLine();
        Docs.Summary(writer, $"Proofs of what '{recipe.DssName}' built.");
        writer.WriteLine("public sealed class Result");
        writer.Open();
        writer.WriteLine($"internal Result({string.Join(", ", recipe.Results.Select(result => $"{Type(header, result)} {result.Parameter}"))})");
        writer.Open();
        foreach (ProofModel result in recipe.Results)
            writer.WriteLine($"this.{result.Member} = {result.Parameter};");

        writer.Close();
        foreach (ProofModel result in recipe.Results)
        {
            writer.WriteLine();
            Docs.Summary(writer, $"Proof that {result.Kind} '{result.DssName}' was built.");
            writer.WriteLine($"public {Type(header, result)} {result.Member} {{ get; }}");
        }

        writer.WriteLine();
        Docs.Summary(writer, "Takes the proofs apart.");
        foreach (ProofModel result in recipe.Results)
            Docs.Param(writer, result.Parameter, $"Proof that {result.Kind} '{result.DssName}' was built.");

        writer.WriteLine($"public void Deconstruct({string.Join(", ", recipe.Results.Select(result => $"out {Type(header, result)} {result.Parameter}"))})");
        writer.Open();
        foreach (ProofModel result in recipe.Results)
            writer.WriteLine($"{result.Parameter} = this.{result.Member};");

        writer.Close();
        writer.Close();
    }

    private static string Type(FlowHeader header, ProofModel proof) => $"global::DssTyped.Built<{header.Global(proof.TypeName)}>";
}
