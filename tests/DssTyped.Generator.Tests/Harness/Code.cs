namespace DssTyped.Generator.Tests.Harness;

/// <summary>Programs that tests put statements into.</summary>
internal static class Code
{
    /// <summary>A program with a flow in hand, and a stand-in for the local engine's type.</summary>
    public static string Program(string statements, string types = "") => $$"""
        using Acme.Clinical;
        using DssTyped;
        using System.Threading.Tasks;

        internal static class Program
        {
            internal static async Task RunAsync(ClinicalFlow flow)
            {
                await Task.Yield();
                _ = flow;
                {{statements}}
            }
        }

        {{types}}

        namespace DssTyped.Local
        {
            internal sealed class LocalEngine;
        }
        """;
}
